import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common'
import type { z } from 'zod'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { Idempotent } from '../http/idempotency.js'
import { PageQuery } from '../http/pages.js'
import { Problems, Returns, ReturnsNothing } from '../http/returns.js'
import { MailServerInput, MailServerView, MailTest, MailTestRequest } from './mail-server.dto.js'
import { MailServers } from './mail-servers.js'
import { MailTests } from './mail-test.js'
import { mailServerMissing, messageUnderWay } from './mail.errors.js'
import { MessageList } from './message-list.js'
import { MessagePage, MessageView, RuleInput, RuleList, RuleView } from './rules.dto.js'
import { NotificationRules } from './rules.service.js'

@ApiTags('Notifications')
@Controller('api/v1/organizations/:organizationId')
export class NotificationSettingsController {
  constructor(
    private readonly servers: MailServers,
    private readonly tests: MailTests,
    private readonly rules: NotificationRules,
    private readonly messages: MessageList,
  ) {}

  @Get('mail-server')
  @ApiOperation({ summary: 'Get the mail server', description: 'Its password is never given back.' })
  @RequirePermission('notifications:read')
  @Returns(MailServerView)
  mailServer(@Param('organizationId') organizationId: string) {
    return this.servers.view(organizationId)
  }

  @Put('mail-server')
  @ApiOperation({
    summary: 'Set the mail server',
    description:
      'Another host, port, encryption or user asks for the password again. Servers in private networks are allowed; this machine and link-local addresses are not, unless the operator allows them.',
  })
  @RequirePermission('notifications:write')
  @Returns(MailServerView)
  @Problems(validationFailed)
  async setMailServer(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: MailServerInput }) body: MailServerInput,
  ) {
    await this.servers.save(organizationId, actor, body)
    return this.servers.view(organizationId)
  }

  @Delete('mail-server')
  @ApiOperation({
    summary: 'Remove the mail server',
    description: 'The operator’s sends then, if there is one.',
  })
  @RequirePermission('notifications:write')
  @ReturnsNothing()
  removeMailServer(@Param('organizationId') organizationId: string, @CurrentActor() actor: Actor) {
    return this.servers.remove(organizationId, actor)
  }

  @Post('mail-server/tests')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Test a mail server',
    description: 'Connects, signs in and sends a message for real. Nothing of what was entered is stored.',
  })
  @RequirePermission('notifications:write')
  @Returns(MailTest)
  @Problems(validationFailed, mailServerMissing)
  testMailServer(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: MailTestRequest }) body: MailTestRequest,
  ) {
    return this.tests.run(organizationId, actor, body)
  }

  @Get('notification-rules')
  @ApiOperation({ summary: 'List notification rules', description: 'Who gets which notices, and when.' })
  @RequirePermission('notifications:read')
  @Returns(RuleList)
  listRules(@Param('organizationId') organizationId: string, @CurrentActor() actor: Actor) {
    return this.rules.list(organizationId, actor)
  }

  @Post('notification-rules')
  @Idempotent()
  @ApiOperation({ summary: 'Make a notification rule', description: 'It sends what happens from now on.' })
  @RequirePermission('notifications:write')
  @Returns(RuleView, { status: 201 })
  @Problems(validationFailed)
  createRule(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: RuleInput }) body: RuleInput,
  ) {
    return this.rules.create(organizationId, actor, body)
  }

  @Put('notification-rules/:ruleId')
  @ApiOperation({
    summary: 'Change a notification rule',
    description: 'What is held keeps the time it was given. Switching a rule off drops what it has not sent.',
  })
  @RequirePermission('notifications:write')
  @Returns(RuleView)
  @Problems(notFound, validationFailed)
  changeRule(
    @Param('organizationId') organizationId: string,
    @Param('ruleId') id: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: RuleInput }) body: RuleInput,
  ) {
    return this.rules.replace(organizationId, actor, id, body)
  }

  @Delete('notification-rules/:ruleId')
  @ApiOperation({ summary: 'Remove a notification rule', description: 'With what it has not sent.' })
  @RequirePermission('notifications:write')
  @ReturnsNothing()
  @Problems(notFound)
  removeRule(
    @Param('organizationId') organizationId: string,
    @Param('ruleId') id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.rules.remove(organizationId, actor, id)
  }

  @Get('notification-messages')
  @ApiOperation({ summary: 'List messages that were sent or failed', description: 'Newest first.' })
  @RequirePermission('notifications:read')
  @Returns(MessagePage)
  listMessages(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Query({ schema: PageQuery }) query: z.output<typeof PageQuery>,
  ) {
    return this.messages.page(organizationId, actor, query)
  }

  @Post('notification-messages/:messageId/retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send a message again', description: 'One that failed, or that may not have arrived.' })
  @RequirePermission('notifications:write')
  @Returns(MessageView)
  @Problems(notFound, messageUnderWay)
  retryMessage(
    @Param('organizationId') organizationId: string,
    @Param('messageId') id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.messages.retry(organizationId, actor, id)
  }
}
