import { describe, expect, it } from 'vitest'
import { isPublicAddress } from './public-address.js'

describe('An address (S-07)', () => {
  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine, by another of its sixteen million addresses', '127.127.127.127'],
    ['this machine, as nowhere', '0.0.0.0'],
    ['a private network', '10.0.0.5'],
    ['a private network', '172.16.0.1'],
    ['a private network, at its end', '172.31.255.255'],
    ['a private network', '192.168.1.1'],
    ['a provider’s own network', '100.64.0.1'],
    ['the metadata of clouds', '169.254.169.254'],
    ['the metadata of containers', '169.254.170.2'],
    ['the metadata of Alibaba', '100.100.100.200'],
    ['the metadata of Oracle', '192.0.0.192'],
    ['the platform of Azure', '168.63.129.16'],
    ['a network for tests', '198.18.0.1'],
    ['documentation', '203.0.113.9'],
    ['many machines', '224.0.0.1'],
    ['everybody', '255.255.255.255'],
    ['this machine, in IPv6', '::1'],
    ['this machine, in full', '0:0:0:0:0:0:0:1'],
    ['nowhere, in IPv6', '::'],
    ['this machine, mapped', '::ffff:127.0.0.1'],
    ['this machine, mapped and in hexadecimal', '::ffff:7f00:1'],
    ['metadata, mapped', '::ffff:169.254.169.254'],
    ['metadata, mapped and in hexadecimal', '::ffff:a9fe:a9fe'],
    ['metadata, mapped and in full', '0:0:0:0:0:ffff:a9fe:a9fe'],
    ['metadata, compatible', '::a9fe:a9fe'],
    ['metadata, translated', '64:ff9b::a9fe:a9fe'],
    ['metadata, translated in a network of its own', '64:ff9b:1::a9fe:a9fe'],
    ['metadata, by 6to4', '2002:a9fe:a9fe::'],
    ['a private network, by Teredo', '2001:0:4136:e378:8000:63bf:f5ff:fffe'],
    ['metadata of Amazon in IPv6', 'fd00:ec2::254'],
    ['a private network in IPv6', 'fc00::1'],
    ['a link', 'fe80::1'],
    ['a link, with its zone', 'fe80::1%eth0'],
    ['a site', 'fec0::1'],
    ['many machines in IPv6', 'ff02::1'],
    ['documentation in IPv6', '2001:db8::1'],
    ['no address', 'localhost'],
    ['a number', '2130706433'],
    ['octal digits', '0177.0.0.1'],
    ['hexadecimal digits', '0x7f.0.0.1'],
    ['nothing', ''],
  ])('of %s is not public: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each([
    '8.8.8.8',
    '20.190.128.1',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '2606:4700::1111',
    '2603:1026:3000::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('of the internet is public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
})
