// What the form asks: its sections and questions, read once from the .form.

const ANSWERED = new Set(['textfield', 'textarea', 'number', 'datetime', 'radio', 'select', 'checklist', 'taglist']);

/** The questions of a form by key; a grid's question has columns. */
export function readForm(schema) {
  const fields = new Map();
  const sections = [];
  (schema.components ?? []).forEach(component => {
    const section = component.type === 'group' ? sectionOf(component) : null;
    if (section) {
      sections.push(section);
    }
    collect(component, section, fields);
  });
  return { fields, sections };
}

/** The code by which the server calls a section: its property, else the component's id. */
export function sectionCode(component) {
  return component.properties?.sezione ?? component.id;
}

function sectionOf(component) {
  return { code: sectionCode(component), id: component.id, title: component.label ?? '', keys: [] };
}

function collect(component, section, fields) {
  if (component.type === 'dynamiclist') {
    const columns = (component.components ?? []).filter(column => ANSWERED.has(column.type)).map(describe);
    add({ ...describe(component), key: component.path, columns }, section, fields);
    return;
  }
  if (ANSWERED.has(component.type) && component.key) {
    add(describe(component), section, fields);
    return;
  }
  (component.components ?? []).forEach(child => collect(child, section, fields));
}

function add(field, section, fields) {
  fields.set(field.key, { ...field, section: section?.code ?? null });
  section?.keys.push(field.key);
}

function describe(component) {
  return {
    id: component.id,
    key: component.key,
    type: component.type,
    label: component.label ?? component.dateLabel ?? component.key ?? '',
    code: component.properties?.codice ?? null,
    help: component.properties?.aiuto ?? null,
    source: component.properties?.fonte ?? null,
    reconstructed: /^ricostruito/.test(component.properties?.fonte ?? ''),
    required: component.validate?.required === true || component.properties?.obbligatorio === 'si',
    values: component.values ?? null,
    valuesKey: component.valuesKey ?? null
  };
}

/** The questions that stay as they were reviewed, after a return limited to sections; none where the whole sheet may change. */
export function closedKeys(sheet, sections) {
  const open = sheet.limite?.sezioni;
  return new Set(open ? sections.filter(section => !open.includes(section.code)).flatMap(section => section.keys) : []);
}

/** A pattern's message, from the words the form gives for it. */
export function withPatternMessages(schema, write) {
  const walk = component => ({
    ...component,
    ...(component.validate?.pattern && component.properties?.formato
      ? { validate: { ...component.validate, patternErrorMessage: write(component.properties.formato) } } : {}),
    ...(component.components ? { components: component.components.map(walk) } : {})
  });
  return walk(schema);
}

/** Finds the question a finding or a remark speaks of: "a5_5_1", "a5_5_1/k3f9/ore" and "a5_5_1.ore" are all the grid a5_5_1. */
export function fieldKeyOf(reference) {
  return String(reference ?? '').split(/[./#[]/)[0];
}
