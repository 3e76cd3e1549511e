// What a grid knows of its columns.

/** A column asked only of some rows is left out of sight while no row asks for it. */
export function onlySometimes(column) {
  return column.conditional?.hide ? ' sometimes' : '';
}

/** A column whose condition speaks of its own row and of no other question. */
export function asksOnlyTheRow(column, fields) {
  const condition = column.conditional?.hide ?? '';
  return ![...fields.keys()].some(key => condition.includes(key));
}
