namespace Strangler.AquaCis.Extract;

/// <summary>What the extract calls a table that the database keeps under an English name, and its columns.</summary>
/// <param name="Table">As legacy: "contrato".</param>
/// <param name="Columns">By the English name, legacy's.</param>
public sealed record ExtractNames(string Table, IReadOnlyDictionary<string, string> Columns)
{
    private const string Known = """
        service_area explotacion: id=expid name=expdescri code=expcodigo days_to_pay=expdiasvencfact
        zone zona: service_area=zonexpid id=zonid frequency=zonperid name=zondescrip
        frequency periodic: id=periid periods=perinumper days=perinumdia
        charge_type concepto: service_area=cptoexpid id=cptotconid position=cptoorden in_force=cptovigente
            taxed=cptosnimptar name=x_descripcion
        tariff_kind tipotarifa: id=tiptid name=x_descripcion domestic=x_domestica
        tariff tarifa: service_area=tarexpid charge_type=tarconceid tariff_kind=tartiptid format=tarfmtcod
            in_force=tarvigente by_days_in_service=tarsnapliper
        tariff_version aplictarif: service_area=aptexpid charge_type=aptcptoid tariff_kind=apttarid since=aptfecapl
            until=aptfecfin gazette=aptpubid
        charge_part precsubcon: service_area=psubexpid charge_type=psubcptoid tariff_kind=psubttarid
            since=psubfecapl id=psubsubcid frequency=psubperid formula=psubforapl fixed_price=psubprefij
            unit_price=psubprepro prorated=psubpropre position=psuborden base_charge_type=x_cptobase
        tariff_row prectramos: service_area=ptraadjid charge_type=ptracptoid tariff_kind=ptrattarid since=ptrafecapl
            part=ptrasubcid up_to=ptralimite fixed_price=ptraprefij unit_price=ptraprepro
        meter_size_price preccalib: service_area=pcaladjid charge_type=pcalcptoid tariff_kind=pcalttarid
            since=pcalfecapl part=pcalsubcid meter_size=pcalcalibm fixed_price=pcalprefij unit_price=pcalprepro
        tax_rate aplicimpues: id=apiid tax=apitimpuid since=apifecini until=apifecfin rate=apivalor
        person persona: id=prsid name=prsnombre surname=prspriapel tax_id=prsnif pensioner=prsjubilad
        customer cliente: id=cliid kind=clitipo cfdi_use=cliusocfdi tax_regime=cliregfiscal person=x_prsid
            postal_code=x_codigopostal
        service_point ptoserv: id=ptosid service_area=ptosexpid zone=ptoszonid state=ptosestado
        meter contador: id=contid serial_number=contnumero size_mm=contcalimm dials=contnumesf installed=contfecins
            removed=contfecbaj telemetry=contelec service_point=x_ptosid
        contract contrato: number=cnttnum service_area=cnttexpid zone=x_zonid service_point=cnttptosid
            customer=cnttcliid state=cnttestado use=cnttusocod collection_blocked=cntbloquearcobro units=x_unidades
            sewerage=x_alcantarillado treatment=x_saneamiento since=x_fecalta until=x_fecbaja
        contract_tariff polcontar: contract=pctcnttnum service_area=pctexpid charge_type=pctcptoid
            tariff_kind=pctttarid since=pctfecini until=pctfecfin
        contract_variable variable: contract=x_cnttnum kind=x_tpvid since=x_fecha value=x_valor
        billing_run facturacio: id=ftoid service_area=ftoexpid zone=ftozonid year=ftoanno frequency=ftoperiid
            period=ftopernum issued=ftofecfact simulated=ftosnsimula
        reading poldetsum: service_point=detpocid read_at=detfechale kind=dettipo meter=detcontid origin=detoriid
            remark=detobscod dials=detlectura consumption=detconsumo telemetry=detsntelelec year=x_anno
            period=x_pernum
        invoice factura: contract=faccnttnum id=facid billing_run=facftoid number=facnumfac issued=facfecfact
            due=facfecvto amount=facimporte tax=facimpuest state=facestado service_area=facexpid tax_id=facclinif
        invoice_line linfactura: invoice=linfacid line=linfacnlin service_area=linexpid charge_type=lincptoid
            tariff_kind=linttarid tariff_since=linfecapli part=linscptoid up_to=lintralim meter_size=lincalibmm
            quantity=linfaccant fixed_price=linfprefij unit_price=linfprepro amount=linfacimpo tax_rate=linfacimpu
        payment_reference referencia: contract=refpolnum id=refid invoice_number=refnumfac created=reffcrea
            amount=refimporte reference=refreferencia
        payment opedesglos: invoice=x_facid id=opdid channel=opdcanal form=opdfrmpago amount=opdimporte
            paid=opdfecopeb reference=opdreferen
        """;

    /// <summary>By the English name of the table.</summary>
    public static IReadOnlyDictionary<string, ExtractNames> All { get; } = Read();

    /// <exception cref="KeyNotFoundException">The extract has nothing of this name.</exception>
    public string this[string column] => Columns[column];

    private static Dictionary<string, ExtractNames> Read()
    {
        Dictionary<string, ExtractNames> tables = new(StringComparer.Ordinal);
        Dictionary<string, string> columns = [];
        string[] words = Known.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].Split('=') is [var english, var legacy])
            {
                columns.Add(english, legacy);
            }
            else
            {
                columns = [];
                tables.Add(words[i], new ExtractNames(words[++i].TrimEnd(':'), columns));
            }
        }

        return tables;
    }
}
