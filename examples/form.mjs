// Show a form of the report with react-jsonschema-form (@rjsf/core, @rjsf/validator-ajv8, react).
// The schema is schemas/report.typed.schema.json.

import { createElement } from "react";
import { createRoot } from "react-dom/client";
import Form from "@rjsf/core";
import { customizeValidator } from "@rjsf/validator-ajv8";
import Ajv2020 from "ajv/dist/2020.js";

const validator = customizeValidator({ AjvClass: Ajv2020 });

// Without this, rjsf fills in the first word of each list: a category that nobody stated.
const onlyWhatIsStated = { constAsDefaults: "skipOneOf", arrayMinItems: { populate: "never" } };

export function showForm(host, schema, { report = {}, onChange, onSubmit, onError }) {
  createRoot(host).render(createElement(Form, {
    schema,
    validator,
    initialFormData: report,
    noHtml5Validate: true,
    experimental_defaultFormStateBehavior: onlyWhatIsStated,
    onChange: (event) => onChange?.(event.formData),
    onSubmit: (event) => onSubmit?.(event.formData),
    onError,
  }));
}
