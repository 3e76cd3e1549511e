// Running totals: the sums the checks speak of, reckoned while one types. They only show; the server alone judges.

/** Which sums stand under which group of the form, by the group's id: the innermost one that holds all the parts. */
export function placeSums(sums, schema) {
  const around = groupsAround(schema);
  const places = new Map();
  for (const sum of sums.filter(one => one.parti.every(part => !part.colonna))) {
    const place = placeOf(sum, around);
    if (place) {
      places.set(place, [...(places.get(place) ?? []), sum]);
    }
  }
  return places;
}

/**
 * A sum as it stands: {parts, sum, whole, difference, status}. The status is `open` while an answer is missing or cannot be read,
 * then `even` or `off`. Null where nothing is written yet, or where one of the questions is not asked.
 */
export function reckon(sum, data, shown) {
  const read = part => ({ ...part, value: valueOf(part, data) });
  const parts = sum.parti.map(read);
  const whole = sum.totale.map(read);
  if (![...parts, ...whole].every(part => shown.has(part.campo)) || parts.every(part => part.value === null)) {
    return null;
  }
  const total = add(parts);
  const goal = whole.some(part => part.value === null) ? null : add(whole);
  const open = goal === null || parts.some(part => part.value === null);
  const difference = goal === null ? null : rounded(total - goal);
  return { parts, sum: total, whole: goal, difference, status: open ? 'open' : Math.abs(difference) > sum.tolleranza ? 'off' : 'even' };
}

/** What a column of a grid makes: null where no cell can be read. */
export function columnTotal(rows, column) {
  const numbers = (rows ?? []).map(row => row?.[column]).filter(value => typeof value === 'number');
  return numbers.length ? rounded(numbers.reduce((sum, value) => sum + value, 0)) : null;
}

function valueOf(part, data) {
  const value = part.colonna ? columnTotal(data[part.campo], part.colonna) : data[part.campo];
  return typeof value === 'number' ? value : null;
}

function add(parts) {
  return rounded(parts.reduce((sum, part) => sum + part.segno * (part.value ?? 0), 0));
}

// The figures have two decimals at most: what lies beyond is the machine's own.
function rounded(number) {
  return Number(number.toFixed(4));
}

function groupsAround(schema) {
  const around = new Map();
  const walk = (component, groups) => {
    if (component.key || component.path) {
      around.set(component.path ?? component.key, groups);
    }
    if (component.type !== 'dynamiclist') {
      const inner = component.type === 'group' ? [...groups, component.id] : groups;
      (component.components ?? []).forEach(child => walk(child, inner));
    }
  };
  walk(schema, []);
  return around;
}

function placeOf(sum, around) {
  const paths = sum.parti.map(part => around.get(part.campo) ?? []);
  const shared = paths[0].filter((group, depth) => paths.every(path => path[depth] === group));
  const goal = around.get(sum.totale[0].campo) ?? [];
  return shared.length > 1 || goal.length < 2 ? shared.at(-1) ?? null : goal.at(-1);
}
