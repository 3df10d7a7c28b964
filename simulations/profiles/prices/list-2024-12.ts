import { assumed, published } from '../../technologies/basis';
import { definePrices, price } from '../profile';

const FUNCTION = published('price.lambda.gbs', 'and 0.20 USD per million requests');
const INSTANCE = published('price.ec2', 't3.medium (0.0416 USD an hour), by vCPU');
const CONTAINER = published('price.fargate', 'a quarter vCPU each where none is stated');
const NOTHING = price(0, assumed('billed by use'));

/** AWS list prices in us-east-1, December 2024. A VM by the hour, a container by its share, a function by use. */
export const list202412 = definePrices({
  id: 'list-2024-12',
  order: 1,
  label: 'AWS list prices, December 2024',
  provider: 'AWS',
  date: '2024-12',
  currency: 'USD',
  instanceVcpuHour: price(0.0416 / 2, INSTANCE),
  containerVcpuHour: price(0.04048, CONTAINER),
  containerGbHour: price(0.004445, CONTAINER),
  functionRequest: price(0.2 / 1e6, published('price.lambda.requests')),
  functionGbSecond: price(1.66667e-5, FUNCTION),
  functionVcpuSecond: null,
  httpRequest: price(1 / 1e6, published('price.httpapi')),
  services: {
    database: { request: NOTHING, hour: price(0.136, published('price.rds', 'db.t3.large, one zone')) },
    auth: {
      request: price(0.005 / 10, assumed('half a cent per active user, ten sign-ins each')),
      hour: NOTHING,
    },
    'object-store': {
      request: price(0.005 / 1000, published('price.s3', 'every request as a put')),
      hour: NOTHING,
    },
    queue: { request: price(0.4 / 1e6, assumed('0.40 USD per million requests')), hour: NOTHING },
  },
  free: { requests: 1e6, gbSeconds: 400_000, basis: published('price.lambda.free') },
});
