export const meta = { name: 'inventory', description: 'Compare the shelf with the catalogue' };

const seen = await claude('List the titles in the photograph that I add.');
const known = await read('catalogue.csv');
await claude(`Which of these are missing from the catalogue?\n${seen}\n${known}`);
