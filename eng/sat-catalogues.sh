#!/usr/bin/env bash
# Writes SAT's catalogues in our own compact form to newcore/Cfdi/Catalogues/Data, from the SQLite file that is named:
#   eng/sat-catalogues.sh sat_cfdi40.db
# products.txt and postal-codes.txt hold runs of numbers ("10101500+3" is that key and the three after it); keys.txt one
# small catalogue per line; units.txt the keys of units; the rest one row per key. Needs sqlite3; writes nothing else.
set -euo pipefail

database=${1:?the SQLite file of the catalogues}
[ -f "$database" ] || { echo "$database is not there." >&2; exit 1; }
folder=$(cd "$(dirname "$0")/.." && pwd)/newcore/Cfdi/Catalogues/Data
mkdir -p "$folder"

query() { sqlite3 -batch -readonly "$database" "$1"; }

# runs TABLE DIGITS: the keys of a table as runs.
runs() {
  query "WITH numbers AS (SELECT CAST(id AS INTEGER) AS n FROM $1),
      islands AS (SELECT n, n - row_number() OVER (ORDER BY n) AS island FROM numbers)
    SELECT printf('%0$2d', min(n)) || CASE WHEN max(n) > min(n) THEN '+' || (max(n) - min(n)) ELSE '' END
    FROM islands GROUP BY island ORDER BY min(n);"
}

# line NAME TABLE [CONDITION]: all keys of a small catalogue on one line.
line() { echo "$1 $(query "SELECT group_concat(id, ' ') FROM (SELECT id FROM $2 WHERE ${3:-1} ORDER BY id);")"; }

runs cfdi_40_productos_servicios 8 >"$folder/products.txt"
runs cfdi_40_codigos_postales 5 >"$folder/postal-codes.txt"
query "SELECT id FROM cfdi_40_claves_unidades ORDER BY id;" >"$folder/units.txt"
{
  line c_FormaPago cfdi_40_formas_pago
  line c_TipoDeComprobante cfdi_40_tipos_comprobantes
  line c_Exportacion cfdi_40_exportaciones
  line c_MetodoPago cfdi_40_metodos_pago
  line c_Periodicidad cfdi_40_periodicidades
  line c_Meses cfdi_40_meses
  line c_TipoRelacion cfdi_40_tipos_relaciones
  line c_ObjetoImp cfdi_40_objetos_impuestos
  line c_Impuesto cfdi_40_impuestos
  line c_TipoFactor cfdi_40_tipos_factores
  line c_TipoCadenaPago pagos_tipos_cadena_pago
  line c_Pais cfdi_40_paises
  for decimals in 0 2 3 4; do line "c_Moneda/$decimals" cfdi_40_monedas "decimales = $decimals"; done
  line c_ClaveProdServ/IVA cfdi_40_productos_servicios "iva_trasladado = 1"
} >"$folder/keys.txt"
# Regime, then F (natural persons) and M (companies).
query "SELECT id || ' ' || CASE WHEN aplica_fisica = 1 THEN 'F' ELSE '' END
    || CASE WHEN aplica_moral = 1 THEN 'M' ELSE '' END FROM cfdi_40_regimenes_fiscales ORDER BY id;" \
  >"$folder/regimes.txt"
# Use, persons, regimes of the receiver.
query "SELECT id || ' ' || CASE WHEN aplica_fisica = 1 THEN 'F' ELSE '' END
    || CASE WHEN aplica_moral = 1 THEN 'M' ELSE '' END || ' '
    || replace(replace(regimenes_fiscales_receptores, ' ', ''), ',', ' ') FROM cfdi_40_usos_cfdi ORDER BY id;" \
  >"$folder/uses.txt"
# Tax, factor, T (transferred) and R (withheld), least, most; a fixed rate is its own least.
query "SELECT CASE substr(impuesto, 1, 3) WHEN 'ISR' THEN '001' WHEN 'IVA' THEN '002' ELSE '003' END || ' ' || factor
    || ' ' || CASE WHEN traslado = 1 THEN 'T' ELSE '' END || CASE WHEN retencion = 1 THEN 'R' ELSE '' END || ' '
    || CASE tipo WHEN 'Rango' THEN minimo ELSE valor END || ' ' || valor FROM cfdi_40_reglas_tasa_cuota;" \
  >"$folder/rates.txt"
# Form of payment, pattern of the payer's account, pattern of the payee's; a dash where there may be none.
query "SELECT id || ' ' || coalesce(nullif(patron_cuenta_ordenante, ''), '-') || ' '
    || coalesce(nullif(patron_cuenta_beneficiario, ''), '-')
    FROM cfdi_40_formas_pago WHERE es_bancarizado = 1 ORDER BY id;" >"$folder/accounts.txt"
wc -c "$folder"/*.txt
