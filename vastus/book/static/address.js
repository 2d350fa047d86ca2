// The address of a state: ?phantom_delay.vm_snr_db=10&phantom_delay.rise=100#phantom_delay
//
// - It names what differs from the explorer's own first state, as vastus/explorer/address.py does, so that it means the
//   same whatever state a page opens with. The first state itself names its first control.
// - Whatever else stands in an address stays there.
// - Nothing here knows a document.

const MOST_NEAR = 3;

/** The address of `url` with the state of one explorer: its controls, and the position of each among its values. */
export function written(url, name, controls, positions) {
  const address = new URL(url);
  for (const key of [...address.searchParams.keys()].filter((key) => key.startsWith(`${name}.`))) {
    address.searchParams.delete(key);
  }
  let named = controls.map((control, number) => [control, positions[number]]);
  const moved = named.filter(([control, position]) => position !== control.first);
  named = moved.length > 0 ? moved : named.slice(0, 1);
  for (const [{ name: control, values }, position] of named) {
    address.searchParams.set(`${name}.${control}`, String(values[position]));
  }
  address.hash = name;
  return address.href;
}

/** What an address asks of one explorer: { positions, problems }; no positions where it asks for nothing. */
export function asked(url, name, controls) {
  const given = [...new URL(url).searchParams].filter(([key]) => key.startsWith(`${name}.`));
  const problems = [];
  const positions = controls.map((control) => control.first);
  for (const [key, text] of given) {
    const number = controls.findIndex((control) => `${name}.${control.name}` === key);
    const position = controls[number]?.values.findIndex((value) => String(value) === text) ?? -1;
    if (position >= 0) positions[number] = position;
    else if (number < 0) problems.push(`“${key.slice(name.length + 1)}” is no control of this figure`);
    else {
      const values = controls[number].values.slice(0, MOST_NEAR).join(", ");
      problems.push(`${controls[number].name} takes ${values} …, not “${text}”`);
    }
  }
  return { positions: given.length > 0 ? positions : null, problems };
}
