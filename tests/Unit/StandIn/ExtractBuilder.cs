using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn;

/// <summary>A small extract in a folder of its own, written by hand, row by row.</summary>
internal sealed class ExtractBuilder : IDisposable
{
    public const string PublicTaxId = "XAXX010101000";

    private readonly Dictionary<string, List<string>> _tables = new()
    {
        ["explotacion"] = ["expid,expdescri", "1,QUERETARO"],
        ["zona"] = ["zonexpid,zonid,zonperid,zondescrip", "1,M08,1,QUERETARO M08"],
        ["concepto"] = ["cptoexpid,cptotconid,cptoorden,cptosnimptar,x_descripcion", "1,1,1,S,AGUA POTABLE"],
        ["tipotarifa"] = ["tiptid,x_descripcion,x_domestica", "1001,DOMÉSTICA MEDIO,S"],
        ["aplictarif"] = ["aptexpid,aptcptoid,apttarid,aptfecapl,aptfecfin,aptpubid", "1,1,1001,2026-02-01,,2"],
        ["persona"] = ["prsid,prsnombre,prspriapel,prsnif,prsjubilad"],
        ["cliente"] = ["cliid,clitipo,cliusocfdi,cliregfiscal,x_prsid,x_codigopostal"],
        ["ptoserv"] = ["ptosid"],
        ["contador"] = ["contid,contnumero,contcalimm,contnumesf,contfecins,contfecbaj,contelec,x_ptosid"],
        ["polcontar"] = ["pctcptoid,pctttarid,pctcnttnum,pctfecini"],
        ["contrato"] =
        [
            "cnttnum,cnttexpid,cnttptosid,cnttcliid,cnttestado,cnttusocod,cntbloquearcobro,x_zonid,x_unidades,"
            + "x_alcantarillado,x_saneamiento,x_fecalta,x_fecbaja",
        ],
        ["variable"] = ["x_cnttnum,x_tpvid,x_fecha,x_valor"],
        ["facturacio"] =
            ["ftoid,ftoanno,ftopernum", .. Enumerable.Range(1, 12).Select(month => $"{month},2026,{month}")],
        ["factura"] = ["facid,facftoid,facnumfac,faccnttnum,facfecfact,facfecvto,facimporte,facimpuest,facexpid"],
        ["opedesglos"] = ["opdid,opdcanal,opdfrmpago,opdimporte,opdfecopeb,opdreferen,x_facid"],
        ["linfactura"] =
        [
            "linfacid,lincptoid,linttarid,linfecapli,linscptoid,linfaccant,linfprefij,linfprepro,linfacimpo,linfacimpu",
        ],
        ["poldetsum"] =
        [
            "detpocid,detfechale,detoriid,dettipo,detobscod,detlectura,detconsumo,detcontid,x_anno,x_pernum",
        ],
    };

    public string Folder { get; } = Directory.CreateTempSubdirectory("extract-").FullName;

    /// <summary>With its holder, service point 600000 + number, and meter A + number.</summary>
    public ExtractBuilder Contract(int number, string taxId = PublicTaxId, bool blocked = false)
    {
        int point = 600_000 + number;
        string flag = blocked ? "S" : "N";
        return Row("persona", $"{number},NOMBRE,APELLIDO,{taxId},N")
            .Row("cliente", $"{number},F,S01,616,{number},76000")
            .Row("ptoserv", $"{point}")
            .Row("contador", $"{number},A{number},13,5,2020-01-01,,N,{point}")
            .Row("polcontar", $"1,1001,{number},2020-01-01")
            .Row("contrato", $"{number},1,{point},{number},1,1,{flag},M08,1,S,S,2020-01-01,");
    }

    /// <summary>Of a month of 2026, issued on the 3rd of the next and due on the 18th.</summary>
    public ExtractBuilder Invoice(int id, int contract, int month, string pesos, string tax = "0") => Row(
        "factura",
        $"{id},{month},0001{2026}{month:00}{id:00000000},{contract},"
            + $"2026-{month + 1:00}-03,2026-{month + 1:00}-18,{pesos},{tax},1");

    public ExtractBuilder Payment(int id, int invoice, string pesos, string day = "2026-03-10") =>
        Row("opedesglos", $"{id},O,1,{pesos},{day},01000000010,{invoice}");

    public ExtractBuilder Line(int invoice, int concept, string pesos) =>
        Row("linfactura", $"{invoice},{concept},1001,2026-02-01,1,10,{pesos},0.0,{pesos},0.0000");

    public ExtractBuilder Row(string table, string row)
    {
        _tables[table].Add(row);
        return this;
    }

    public ExtractBuilder Without(string table)
    {
        _tables.Remove(table);
        return this;
    }

    public ExtractBuilder Write()
    {
        foreach ((string table, List<string> rows) in _tables)
        {
            File.WriteAllLines(Path.Combine(Folder, table + ".csv"), rows);
        }

        return this;
    }

    public Task<LegacyBooks> LoadAsync() =>
        LegacyBooks.LoadAsync(Write().Folder, null, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
