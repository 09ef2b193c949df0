export const meta = {
  description: 'It\'s "a"',
  nested: { name: 'no' },
  name: `b`,
};
function f() {}
