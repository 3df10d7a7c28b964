import { technologyOf } from '../../technologies/catalogue';
import { defineSubcommand, ignored } from '../dialect';
import { domainsOf } from '../objects';
import { cardOf, diskOf, macOf } from './devices';
import { DOMAIN, isActive, kib, said, withDomain, type Domain } from './domains';

const ITSELF = { words: ['virsh', 'dumpxml'] } as const;

/** `virsh dumpxml DOMAIN` */
export const virshDumpxml = defineSubcommand({
  id: 'virsh dumpxml',
  ...ITSELF,
  usage: 'virsh dumpxml <domain> [--inactive] [--security-info] [--update-cpu] [--migratable]',
  summary: 'domain information in XML',
  flags: [
    DOMAIN,
    ignored('inactive', 'show inactive defined XML'),
    ignored('security-info', 'include security sensitive information in XML dump'),
    ignored('update-cpu', 'update guest CPU according to host CPU'),
    ignored('migratable', 'provide XML suitable for migrations'),
  ],
  leavesOut: { xpath: 'prints only what an XPath expression selects.' },
  examples: ['virsh dumpxml web-1', "virsh dumpxml web-1 | grep -A2 '<memory'"],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  models: 'Name, memory, virtual processors, state, disk and network card.',
  differs: 'Addresses of devices on their buses, clocks, features and drivers’ options are left out.',
  run: (args, context) => withDomain(args, context, ITSELF, (domain) => said(args, ...definitionOf(domain))),
});

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&apos;');

function definitionOf(domain: Domain): readonly string[] {
  const { sandbox, number, uuid, vcpus, memoryBytes } = domain;
  const name = escaped(sandbox.id);
  const kvm = technologyOf(sandbox.technology).id === 'full-vm-type-2' ? 'qemu' : 'kvm';
  const memory = kib(memoryBytes);
  return [
    number === null ? `<domain type='${kvm}'>` : `<domain type='${kvm}' id='${number}'>`,
    `  <name>${name}</name>`,
    `  <uuid>${uuid}</uuid>`,
    `  <memory unit='KiB'>${memory}</memory>`,
    `  <currentMemory unit='KiB'>${memory}</currentMemory>`,
    `  <vcpu placement='static'>${vcpus}</vcpu>`,
    '  <os>',
    "    <type arch='x86_64' machine='pc-q35-8.2'>hvm</type>",
    "    <boot dev='hd'/>",
    '  </os>',
    '  <on_poweroff>destroy</on_poweroff>',
    '  <on_reboot>restart</on_reboot>',
    '  <on_crash>destroy</on_crash>',
    '  <devices>',
    '    <emulator>/usr/bin/qemu-system-x86_64</emulator>',
    "    <disk type='file' device='disk'>",
    "      <driver name='qemu' type='qcow2'/>",
    `      <source file='${escaped(diskOf(domain))}'/>`,
    "      <target dev='vda' bus='virtio'/>",
    '    </disk>',
    "    <interface type='network'>",
    `      <mac address='${macOf(sandbox.id)}'/>`,
    "      <source network='default'/>",
    ...(isActive(sandbox) ? [`      <target dev='${cardOf(domain)}'/>`] : []),
    "      <model type='virtio'/>",
    '    </interface>',
    "    <console type='pty'>",
    "      <target type='serial' port='0'/>",
    '    </console>',
    "    <memballoon model='virtio'/>",
    '  </devices>',
    '</domain>',
  ];
}
