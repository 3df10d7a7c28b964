import { describe } from 'vitest';
import { LONGEST } from './document';
import { holdAgainstReferences } from './held-cases';

describe('queues and the function platform agree with what they are held against', () => {
  holdAgainstReferences(LONGEST);
});
