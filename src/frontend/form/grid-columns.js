// What a grid knows of its columns.

/** A column asked only of some rows is left out of sight while no row asks for it. */
export function onlySometimes(column) {
  return column.conditional?.hide ? ' sometimes' : '';
}
