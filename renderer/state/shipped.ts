/** The scenarios that come with the program, as files beside the page. */
export interface ShippedScenario {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly summary: string;
  readonly openAt: string;
}

export async function readCatalogue(): Promise<readonly ShippedScenario[]> {
  const catalogue = await fetch('shared/scenarios/catalog.json');
  return (await catalogue.json()) as readonly ShippedScenario[];
}

export async function readShipped(file: string): Promise<string> {
  const response = await fetch(`shared/scenarios/${file}`);
  return response.text();
}
