import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common'
import type { z } from 'zod'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { idOf } from '../http/id-of.js'
import { PageQuery } from '../http/pages.js'
import { Problems, Returns, ReturnsNothing } from '../http/returns.js'
import { questionNameTaken } from './compliance.errors.js'
import { QuestionAnswers } from './question-answers.js'
import {
  AnswerQuery,
  AskQuestion,
  CreateQuestion,
  Question,
  QuestionAnswer,
  QuestionPage,
  QuestionTerms,
  UpdateQuestion,
} from './questions.dto.js'
import { Questions } from './questions.service.js'

@ApiTags('Compliance')
@Controller('api/v1/organizations/:organizationId')
export class QuestionsController {
  constructor(
    private readonly questions: Questions,
    private readonly answers: QuestionAnswers,
  ) {}

  @Get('questions')
  @ApiOperation({ summary: 'List saved questions', description: 'Questions about all tenants at once, by name.' })
  @RequirePermission('compliance:read')
  @Returns(QuestionPage)
  @Problems(validationFailed)
  list(
    @Param('organizationId') organizationId: string,
    @Query({ schema: PageQuery }) query: z.output<typeof PageQuery>,
  ) {
    return this.questions.page(organizationId, query)
  }

  @Get('question-terms')
  @ApiOperation({ summary: 'Get what questions can be made of', description: 'And examples, each ready to be asked.' })
  @RequirePermission('compliance:read')
  @Returns(QuestionTerms)
  terms(@Param('organizationId') organizationId: string) {
    return this.questions.terms(organizationId)
  }

  @Post('questions')
  @ApiOperation({ summary: 'Save a question' })
  @RequirePermission('compliance:write')
  @Returns(Question, { status: 201 })
  @Problems(validationFailed, questionNameTaken)
  create(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateQuestion }) body: CreateQuestion,
  ) {
    return this.questions.create(organizationId, actor, body)
  }

  @Post('question-answers')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask a question without saving it' })
  @RequirePermission('compliance:read')
  @Returns(QuestionAnswer)
  @Problems(validationFailed)
  ask(
    @Param('organizationId') organizationId: string,
    @Query({ schema: AnswerQuery }) query: AnswerQuery,
    @Body({ schema: AskQuestion }) { definition }: z.output<typeof AskQuestion>,
  ) {
    return this.answers.unsaved(organizationId, definition, query)
  }

  @Get('questions/:questionId')
  @ApiOperation({ summary: 'Get a saved question' })
  @RequirePermission('compliance:read')
  @Returns(Question)
  @Problems(notFound)
  get(@Param('organizationId') organizationId: string, @Param('questionId', idOf('question')) id: string) {
    return this.questions.get(organizationId, id)
  }

  @Get('questions/:questionId/answer')
  @ApiOperation({
    summary: 'Answer a saved question',
    description:
      'As of now: the tenants, and for each what decides. Tenants of which it cannot be told are counted apart.',
  })
  @RequirePermission('compliance:read')
  @Returns(QuestionAnswer)
  @Problems(notFound, validationFailed)
  answer(
    @Param('organizationId') organizationId: string,
    @Param('questionId', idOf('question')) id: string,
    @Query({ schema: AnswerQuery }) query: AnswerQuery,
  ) {
    return this.answers.saved(organizationId, id, query)
  }

  @Patch('questions/:questionId')
  @ApiOperation({
    summary: 'Change a saved question',
    description: 'With another definition, earlier answers are forgotten.',
  })
  @RequirePermission('compliance:write')
  @Returns(Question)
  @Problems(notFound, validationFailed, questionNameTaken)
  update(
    @Param('organizationId') organizationId: string,
    @Param('questionId', idOf('question')) id: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: UpdateQuestion }) body: UpdateQuestion,
  ) {
    return this.questions.update(organizationId, actor, id, body)
  }

  @Delete('questions/:questionId')
  @ApiOperation({ summary: 'Delete a saved question' })
  @RequirePermission('compliance:write')
  @ReturnsNothing()
  @Problems(notFound)
  remove(
    @Param('organizationId') organizationId: string,
    @Param('questionId', idOf('question')) id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.questions.remove(organizationId, actor, id)
  }
}
