export { awsLambda202608 } from './aws-lambda-2026-08';
export { azureFunctions202305 } from './azure-functions-2023-05';
export { googleCloudRun202508 } from './google-cloud-run-2025-08';
export { knative202608 } from './knative-2026-08';
