import { catalogue } from '../base/catalogue';
import type { ExportFormat } from './export-format';
import * as entries from './index';

export const EXPORT_FORMATS: readonly ExportFormat[] = catalogue<ExportFormat>(entries);
