#!/bin/sh
# Checks a dossier bundle with public tools, and with no network: sha256sum (or shasum), openssl 3 (or 1.1.1), grep, sed, awk.
# With pdfdetach or qpdf it also looks into the PDF. It changes nothing; what it needs for a moment is in a temporary folder.
#
#   sh verify.sh [--key VKEY] [--trust FILE] [FOLDER]
#
#   --key VKEY     the public key of the log, name+id+base64, that you had from the owner by another way
#   --trust FILE   certificates (PEM) of those whom you trust to vouch for the seal
#   FOLDER         the unpacked bundle; else the folder of this script
#
# Ends with 0: all that was looked at holds; 1: something does not; 2: it could not be looked at.
set -u
LC_ALL=C
export LC_ALL

key='' trust='' folder=''
while [ $# -gt 0 ]; do
  case $1 in
    --key) key=${2:?"--key needs a value"}; shift 2 ;;
    --trust) trust=${2:?"--trust needs a value"}; shift 2 ;;
    -h | --help) sed -n '2,14s/^# \{0,1\}//p' "$0"; exit 0 ;;
    -*) echo "verify.sh: $1 is not known; see --help" >&2; exit 2 ;;
    *) folder=$1; shift ;;
  esac
done
[ -n "$folder" ] || folder=$(dirname -- "$0")
if [ -n "$trust" ] && [ ! -r "$trust" ]; then echo "verify.sh: $trust cannot be read" >&2; exit 2; fi
case $trust in '' | /*) ;; *) trust=$(pwd)/$trust ;; esac
cd -- "$folder" || exit 2
if [ ! -f SHA256SUMS ] || [ ! -f record.json ]; then
  echo "verify.sh: $folder is no unpacked bundle: SHA256SUMS or record.json is not in it" >&2
  exit 2
fi

temp=$(mktemp -d) || exit 2
trap 'rm -rf -- "$temp"' EXIT
trap 'exit 2' HUP INT TERM

failed=0 left=0
holds() { printf 'holds          %s\n' "$1"; }
fails() { printf 'FAILS          %s\n' "$1"; failed=1; }
skipped() { printf 'not looked at  %s\n' "$1"; left=1; }
note() { printf '               %s\n' "$1"; }
has() { command -v "$1" >/dev/null 2>&1; }

# --- digests -------------------------------------------------------------------------------------------------------
if has sha256sum; then tool=sha256sum
elif has shasum; then tool='shasum -a 256'
else echo 'verify.sh: neither sha256sum nor shasum is installed' >&2; exit 2
fi
# shellcheck disable=SC2086
find . -type f ! -name SHA256SUMS ! -name '.*' -exec $tool {} + | sed 's,^\(.\{64\}\)  \./,\1  ,' >"$temp/sums"
digest() { awk -v name="$1" 'substr($0, 67) == name { print substr($0, 1, 64) }' "$temp/sums"; }

awk '
  FNR == NR { said[substr($0, 67)] = substr($0, 1, 64); next }
  { have[substr($0, 67)] = substr($0, 1, 64) }
  END {
    for (name in said)
      if (!(name in have)) print name " is missing"
      else if (have[name] != said[name]) print name " has another SHA-256 than SHA256SUMS says"
    for (name in have) if (!(name in said)) print name " is not named by SHA256SUMS: it was added"
  }' SHA256SUMS "$temp/sums" | sort >"$temp/faults"
count=$(grep -c . SHA256SUMS)
if [ "$count" -eq 0 ]; then fails 'SHA256SUMS names no file'
elif [ -s "$temp/faults" ]; then while read -r fault; do fails "$fault"; done <"$temp/faults"
else holds "$count files have the SHA-256 that SHA256SUMS says"
fi

# Files whose digest a document does not name.
unnamed() {
  grep -o '"sha256":"[0-9a-f]*"' "$1" 2>/dev/null | cut -d '"' -f 4 | sort -u >"$temp/named"
  cut -c 1-64 "$2" | sort -u | comm -23 - "$temp/named" >"$temp/unnamed"
  [ -s "$temp/unnamed" ] && grep -F -f "$temp/unnamed" "$2" | cut -c 67-
}

grep -v '^.\{64\}  manifest\.json$' "$temp/sums" >"$temp/listed"
if [ ! -f manifest.json ]; then fails 'manifest.json is missing'
else
  unnamed manifest.json "$temp/listed" >"$temp/faults"
  if [ -s "$temp/faults" ]; then while read -r name; do fails "manifest.json does not name the digest of $name"; done <"$temp/faults"
  else holds 'manifest.json names the same digests'
  fi
fi

# --- record and evidence -------------------------------------------------------------------------------------------
record=$(digest record.json)
note "SHA-256 of the record: $record"
note 'Compare it with the one on the cover of the PDF, and with one that you had from the owner.'
if grep -Fq "\"recordSha256\":\"$record\"" manifest.json 2>/dev/null; then holds 'record.json is the record that manifest.json names'
else fails 'record.json is another record than manifest.json names'
fi

pdf=''
for one in *.pdf; do [ -f "$one" ] && { pdf=$one; break; }; done

grep '^.\{64\}  [0-9]*-*evidence/' "$temp/sums" >"$temp/evidence"
unnamed record.json "$temp/evidence" >"$temp/faults"
if [ -s "$temp/faults" ]; then while read -r name; do fails "$name is not a file that the record names"; done <"$temp/faults"
else holds "$(grep -c . "$temp/evidence") files of the evidence have a digest that the record names"
fi

if [ -z "$pdf" ]; then fails 'there is no PDF in the bundle'
elif has pdfdetach || has qpdf; then
  if has pdfdetach; then
    at=$(pdfdetach -list "$pdf" 2>/dev/null | sed -n 's/^ *\([0-9]*\): record\.json$/\1/p' | head -n 1)
    [ -n "$at" ] && pdfdetach -save "$at" -o "$temp/record.json" "$pdf" >/dev/null 2>&1
  else qpdf --show-attachment=record.json "$pdf" >"$temp/record.json" 2>/dev/null
  fi
  if [ -s "$temp/record.json" ] && cmp -s record.json "$temp/record.json"; then holds "$pdf carries the same record.json"
  else fails "$pdf carries another record.json, or none that can be read"
  fi
else skipped "whether $pdf carries the same record.json: neither pdfdetach nor qpdf is installed"
fi

# --- openssl -------------------------------------------------------------------------------------------------------
if ! has openssl; then
  skipped 'checkpoint, proofs and seal: openssl is not installed'
else
  b64d() { openssl base64 -d -A; }
  b64() { openssl base64 -A; }

  # --- the log: the checkpoint and its signature (C2SP signed-note, Ed25519) -----------------------------------------
  checkpoint=proofs/checkpoint.txt
  if [ ! -f "$checkpoint" ]; then skipped 'the log: the dossier carries no checkpoint'
  else
    sed '/^$/,$d' "$checkpoint" >"$temp/text"
    root=$(sed -n 3p "$temp/text")
    size=$(sed -n 2p "$temp/text")
    whose='the key that you gave'
    if [ -z "$key" ]; then
      key=$(grep -o '"vkeys":\["[^"]*"' record.json | head -n 1 | sed 's/.*\["//; s/"$//')
      whose='the key that the record itself names'
    fi
    name=${key%%+*}
    rest=${key#*+}
    printf '%s' "${rest#*+}" | b64d 2>/dev/null | tail -c 32 >"$temp/public"
    { printf '\060\052\060\005\006\003\053\145\160\003\041\000'; cat "$temp/public"; } >"$temp/key.der"
    line=$(sed '1,/^$/d' "$checkpoint" | grep -F -- " $name " | head -n 1)
    printf '%s' "${line##* }" | b64d 2>/dev/null >"$temp/signed"
    tail -c +5 "$temp/signed" >"$temp/signature"
    if ! openssl pkey -pubin -inform DER -in "$temp/key.der" -out "$temp/key.pem" 2>/dev/null; then
      fails 'the key of the log cannot be read: it is written name+id+base64'
    elif openssl pkeyutl -verify -pubin -inkey "$temp/key.pem" -rawin -in "$temp/text" -sigfile "$temp/signature" >/dev/null 2>&1; then
      holds "the checkpoint of $size entries is signed by $name, with $whose"
      [ "$whose" = 'the key that you gave' ] || note 'Whose key that is only the owner can tell you: have it by another way and give it with --key.'
    elif openssl pkeyutl -help 2>&1 | grep -q rawin; then fails "the checkpoint is not signed by $name with $whose"
    else skipped 'the signature of the checkpoint: this openssl cannot verify Ed25519 (1.1.1 or later can)'
    fi

    # --- each proof that a record is in the log (RFC 9162, 2.1.3.2) --------------------------------------------------
    node() { openssl dgst -sha256 -binary -out "$temp/next" && mv "$temp/next" "$temp/hash"; }
    proven=0 unproven=0
    for proof in proofs/*.tlog-proof; do
      [ -f "$proof" ] || continue
      sed '1,/^$/d' "$proof" | sed '/^$/,$d' >"$temp/own"
      extra=$(sed -n 's/^extra //p' "$proof" | head -n 1)
      at=$(sed -n 's/^index //p' "$proof" | head -n 1)
      case $at$size in *[!0-9]* | '') fails "$proof cannot be read"; unproven=1; continue ;; esac
      if ! cmp -s "$temp/own" "$temp/text"; then fails "$proof is under another checkpoint"; unproven=1; continue; fi
      if [ -z "$extra" ]; then skipped "$proof: the text of its entry is withheld"; continue; fi
      { printf '\000'; printf '%s' "$extra" | b64d; } | node
      last=$((size - 1))
      bad=0
      for beside in $(sed '/^$/,$d' "$proof" | sed '1d; /^extra /d; /^index /d'); do
        [ "$last" -gt 0 ] || { bad=1; break; }
        if [ $((at % 2)) -eq 1 ] || [ "$at" -eq "$last" ]; then
          { printf '\001'; printf '%s' "$beside" | b64d; cat "$temp/hash"; } | node
          while [ $((at % 2)) -eq 0 ] && [ "$at" -ne 0 ]; do at=$((at / 2)); last=$((last / 2)); done
        else { printf '\001'; cat "$temp/hash"; printf '%s' "$beside" | b64d; } | node
        fi
        at=$((at / 2))
        last=$((last / 2))
      done
      if [ "$bad" -eq 0 ] && [ "$last" -eq 0 ] && [ "$(b64 <"$temp/hash")" = "$root" ]; then proven=$((proven + 1))
      else fails "$proof does not lead to the checkpoint"; unproven=1
      fi
    done
    [ "$unproven" -ne 0 ] || holds "$proven records are in the log under that checkpoint"
  fi

  # --- the seal (PAdES: CMS over every byte but its own) -------------------------------------------------------------
  range=''
  [ -n "$pdf" ] && range=$(grep -a -o '/ByteRange *\[ *[0-9][0-9]* [0-9][0-9]* [0-9][0-9]* [0-9][0-9]* *\]' "$pdf" | head -n 1 | sed 's/[^0-9 ]//g')
  if [ -z "$range" ]; then skipped 'the seal: the PDF has none'
  else
    # shellcheck disable=SC2086
    set -- $range
    whole=$(wc -c <"$pdf" | tr -d ' ')
    hex=$(tail -c "+$(($2 + 2))" "$pdf" | head -c "$(($3 - $2 - 2))" | tr -d '\r\n ')
    case $hex in
      '' | *[!0-9A-Fa-f]*) fails 'the seal cannot be read' ;;
      *)
        # Hexadecimal to octal, which every printf knows.
        printf '%s' "$hex" | sed 's/../& /g' | awk '{
          for (i = 1; i <= NF; i++) {
            h = tolower($i); n = (index("0123456789abcdef", substr(h, 1, 1)) - 1) * 16 + index("0123456789abcdef", substr(h, 2, 1)) - 1
            printf "\\%03o", n
          } }' >"$temp/octal"
        # shellcheck disable=SC2059
        printf "$(cat "$temp/octal")" >"$temp/seal.der"
        { head -c "$2" "$pdf"; tail -c "+$(($3 + 1))" "$pdf" | head -c "$4"; } >"$temp/sealed"
        if [ "$1" -ne 0 ]; then fails 'the seal does not begin at the first byte'
        elif ! openssl cms -verify -inform DER -in "$temp/seal.der" -content "$temp/sealed" -binary -noverify -out /dev/null 2>"$temp/why"; then
          fails "the seal does not hold: $(grep -o 'digest.*failure\|:[^:]*failure[^:]*' "$temp/why" | head -n 1)"
        else
          holds 'the seal is over the bytes that are here'
          end=$(($3 + $4))
          [ "$end" -eq "$whole" ] || note "After it was sealed $((whole - end)) bytes were added; what is there a viewer may show, and the seal says nothing of it."
          openssl cms -cmsout -print -inform DER -in "$temp/seal.der" 2>/dev/null | sed -n 's/^ *subject: */sealed by: /p' | head -n 1 | while read -r by; do note "$by"; done
          if [ -z "$trust" ]; then note 'Whether somebody whom you trust vouches for that name was not looked at: give --trust.'
          elif openssl cms -verify -inform DER -in "$temp/seal.der" -content "$temp/sealed" -binary -CAfile "$trust" -purpose any -out /dev/null 2>/dev/null; then
            holds 'somebody in the file that you trust vouches for who sealed it'
          else fails 'nobody in the file that you trust vouches for who sealed it, or the certificate has run out'
          fi
        fi ;;
    esac
  fi
fi

echo
if [ "$failed" -ne 0 ]; then echo 'Do not rely on this copy.'; exit 1; fi
echo 'What was looked at holds. It does not say that the pages show what the record says (predicate verify does), that the'
echo 'model is safe, that a determination is right, that FDA agrees, or that no later dossier takes its place.'
[ "$left" -eq 0 ] || echo 'Not everything was looked at; see above.'
exit 0
