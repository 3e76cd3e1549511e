// The components SIOSS puts in place of form-js's own, by its own extension point; the .form files stay stock.
import { ChecklistField, RadioField } from './choice-fields.jsx';
import { DateField } from './date-field.jsx';
import { Grid } from './grid.jsx';
import { NumberField } from './number-field.jsx';
import { Root } from './question.jsx';
import { SectionField } from './section.jsx';
import { SelectField } from './select-field.jsx';
import { TaglistField } from './taglist-field.jsx';
import { TextField, TextareaField } from './text-fields.jsx';

const COMPONENTS = [
  Root, SectionField, Grid, TextField, TextareaField, NumberField, DateField, SelectField, TaglistField, RadioField, ChecklistField
];

class SiossComponents {
  constructor(formFields) {
    COMPONENTS.forEach(component => formFields.register(component.config.type, component));
  }
}

SiossComponents.$inject = ['formFields'];

export function siossModule(store, controller) {
  return {
    __init__: ['siossComponents'],
    siossComponents: ['type', SiossComponents],
    sheetStore: ['value', store],
    sheetController: ['value', controller]
  };
}
