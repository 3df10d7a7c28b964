import { assumed, published } from '../../technologies/basis';
import { definePrices, price } from '../profile';
import { list202412 } from './list-2024-12';

const FUNCTION = published('price.azure.functions');
const AS_AWS = assumed('no price of this provider at hand: as in list-2024-12');

/** Azure list prices for functions, December 2024; everything else as on AWS, and said to be assumed. */
export const azureList202412 = definePrices({
  id: 'azure-list-2024-12',
  order: 2,
  label: 'Azure list prices, December 2024',
  provider: 'Azure',
  date: '2024-12',
  currency: 'USD',
  instanceVcpuHour: price(list202412.instanceVcpuHour.value, AS_AWS),
  containerVcpuHour: price(list202412.containerVcpuHour.value, AS_AWS),
  containerGbHour: price(list202412.containerGbHour.value, AS_AWS),
  functionRequest: price(0.2 / 1e6, FUNCTION),
  functionGbSecond: price(1.6e-5, FUNCTION),
  functionVcpuSecond: null,
  httpRequest: price(0, assumed('HTTP comes with the function')),
  services: {
    database: { request: price(0, AS_AWS), hour: price(list202412.services.database.hour.value, AS_AWS) },
    auth: { request: price(list202412.services.auth.request.value, AS_AWS), hour: price(0, AS_AWS) },
    'object-store': {
      request: price(list202412.services['object-store'].request.value, AS_AWS),
      hour: price(0, AS_AWS),
    },
    queue: { request: price(list202412.services.queue.request.value, AS_AWS), hour: price(0, AS_AWS) },
  },
  free: { requests: 1e6, gbSeconds: 400_000, basis: assumed('the monthly grant of the plan') },
});
