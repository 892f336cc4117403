#!/usr/bin/env bash
# Install the independent judges of the formats that reports are exported to. Needs root for apt.
# Usage: install_judges.sh [FOLDER]    FOLDER gets the packages of npm (default: .judges here)
# A test whose judge is absent skips and says which one.
set -euo pipefail
folder="${1:-$PWD/.judges}"
mkdir -p "$folder"

# DICOM. dicom3tools: dciodvfy. dcmtk: dsrdump, dsr2xml, xml2dsr, storescu. libpixelmed-java: the
# rules of the templates. orthanc with dicomweb: a real archive. iproute2: its own network.
apt-get update -q
DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
  dcmtk dicom3tools libpixelmed-java orthanc orthanc-dicomweb iproute2

# The rules of PixelMed are XSLT: lxml runs them.
python -m pip install -q "lxml>=5"

for tool in dciodvfy dsrdump dsr2xml xml2dsr storescu Orthanc; do
  command -v "$tool" >/dev/null || { echo "missing: $tool" >&2; exit 1; }
done
echo "judges ready"
