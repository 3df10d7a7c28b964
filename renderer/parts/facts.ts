/** The facts that figures cite, by id. */
export { FACTS, type Fact } from '../../simulations';
