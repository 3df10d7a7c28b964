import { assumed, published } from '../../technologies/basis';
import { definePrices, price } from '../profile';
import { list202412 } from './list-2024-12';

const RUN = published('price.cloudrun', 'request-based billing, tier 2 region');
const ALWAYS = published('price.cloudrun.always', 'instance-based billing, tier 2 region');
const AS_AWS = assumed('no price of this provider at hand: as in list-2024-12');

/** Google Cloud list prices for Cloud Run, December 2024: CPU and memory are billed apart. */
export const googleList202412 = definePrices({
  id: 'google-list-2024-12',
  order: 3,
  label: 'Google Cloud list prices, December 2024',
  provider: 'Google Cloud',
  date: '2024-12',
  currency: 'USD',
  instanceVcpuHour: price(list202412.instanceVcpuHour.value, AS_AWS),
  containerVcpuHour: price(2.16e-5 * 3600, ALWAYS),
  containerGbHour: price(2.4e-6 * 3600, ALWAYS),
  functionRequest: price(0.4 / 1e6, RUN),
  functionGbSecond: price(3.5e-6, RUN),
  functionVcpuSecond: price(3.36e-5, RUN),
  httpRequest: price(0, assumed('HTTP comes with the service')),
  services: {
    database: { request: price(0, AS_AWS), hour: price(list202412.services.database.hour.value, AS_AWS) },
    auth: { request: price(list202412.services.auth.request.value, AS_AWS), hour: price(0, AS_AWS) },
    'object-store': {
      request: price(list202412.services['object-store'].request.value, AS_AWS),
      hour: price(0, AS_AWS),
    },
    queue: { request: price(list202412.services.queue.request.value, AS_AWS), hour: price(0, AS_AWS) },
  },
  free: { requests: 2e6, gbSeconds: 360_000, basis: assumed('the monthly free tier') },
});
