// Know a file by its content, have it read, and save what was made.

const BYTES = new TextDecoder("utf-8", { fatal: true });

export function kindOf(bytes) {
  const magic = String.fromCharCode(...bytes.slice(128, 132));
  if (magic === "DICM") return "application/dicom";
  const start = new TextDecoder("latin1").decode(bytes.slice(0, 400)).trimStart();
  if (start.startsWith("MSH") || start.startsWith("\u000bMSH")) return "application/hl7-v2+er7";
  if (start.startsWith("{")) {
    return isFhir(bytes) ? "application/fhir+json" : "application/json";
  }
  return "text/plain";
}

function isFhir(bytes) {
  try {
    return typeof JSON.parse(BYTES.decode(bytes)).resourceType === "string";
  } catch {
    return false;
  }
}

export function textOf(bytes) {
  try {
    return BYTES.decode(bytes);
  } catch {
    return null;
  }
}

export function save(name, kind, data) {
  const url = URL.createObjectURL(new Blob([data], { type: kind }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
