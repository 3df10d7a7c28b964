import { assumed } from '../../technologies/basis';
import { definePrices, price } from '../profile';
import { list202412 } from './list-2024-12';

const RENT = assumed('machines cost what they cost to rent; what runs on them costs nothing more');
const FREE = price(0, RENT);
const NOTHING = { request: FREE, hour: FREE };

/** Machines of one's own: a VM at the price of a rented one, everything that runs on it for nothing. */
export const ownMachines202412 = definePrices({
  id: 'own-machines-2024-12',
  order: 4,
  label: 'Machines of one’s own, December 2024',
  provider: 'self-hosted',
  date: '2024-12',
  currency: 'USD',
  instanceVcpuHour: price(list202412.instanceVcpuHour.value, RENT),
  containerVcpuHour: price(list202412.instanceVcpuHour.value, RENT),
  containerGbHour: FREE,
  functionRequest: FREE,
  functionGbSecond: FREE,
  functionVcpuSecond: price(list202412.instanceVcpuHour.value / 3600, RENT),
  httpRequest: FREE,
  services: { database: NOTHING, auth: NOTHING, 'object-store': NOTHING, queue: NOTHING },
  free: null,
});
