using Strangler.AquaCis.Extract;

namespace Strangler.Tests.Unit.StandIn.Books;

public sealed class WrongExtractTests
{
    [Theory]
    [InlineData("contrato", "5,1,7,1,1,1,N,M08,1,S,S,2020-01-01,", "contrato.csv, line 3: cnttnum has no water tariff")]
    [InlineData("contrato", "1,1,600001,1,1,1,N,M08,1,S,S,2020-01-01,", "line 3: cnttnum stands there a second time")]
    [InlineData("polcontar", "1,x,5,2020-01-01", "polcontar.csv, line 3: pctttarid is not a whole number")]
    [InlineData("cliente", "2,F,S01,616,77,76000", "cliente.csv, line 3: x_prsid names nobody")]
    [InlineData("contador", "5,A5,13,5,2020-01-01,,N,77", "contador.csv, line 3: x_ptosid names no service point")]
    [InlineData("poldetsum", "77,2026-01-31T10:00:00,MA,L,,1,1,1,2026,1", "line 2: detpocid names no service point")]
    [InlineData(
        "factura", "1,1,N1,77,2026-02-03,2026-02-18,1,0,1", "factura.csv, line 2: faccnttnum names no contract")]
    [InlineData("factura", "1,13,N1,1,2026-02-03,2026-02-18,1,0,1", "line 2: facftoid names no billing run")]
    [InlineData("factura", "1,1,N1,1,2026-02-03,2026-02-18,1.001,0,1", "line 2: facimporte is not an amount")]
    [InlineData("factura", "1,1,N1,1,2026-02-30,2026-02-18,1,0,1", "line 2: facfecfact is not a date")]
    [InlineData("opedesglos", "1,O,1,5,2026-03-01,01,77", "opedesglos.csv, line 2: x_facid names no invoice")]
    [InlineData("linfactura", "77,1,1001,2026-02-01,1,1,1,1,1,0", "linfactura.csv, line 2: linfacid names no invoice")]
    public async Task An_extract_with_a_wrong_row_is_refused_with_file_line_and_reason(
        string table, string row, string message)
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Row(table, row);

        ExtractException error = await Assert.ThrowsAsync<ExtractException>(extract.LoadAsync);

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("persona")]
    [InlineData("linfactura")]
    [InlineData("poldetsum")]
    public async Task An_extract_without_one_of_its_tables_is_refused(string table)
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Without(table);

        ExtractException error = await Assert.ThrowsAsync<ExtractException>(extract.LoadAsync);

        Assert.StartsWith($"{table}.csv: the file is not in ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_invoice_line_is_found_while_loading_and_not_when_somebody_asks()
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Invoice(10, 1, 1, "100").Line(10, 1, "99")
            .Line(10, 2, "one");

        ExtractException error = await Assert.ThrowsAsync<ExtractException>(extract.LoadAsync);

        Assert.Contains("linfactura.csv, line 3: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_one_invoice_must_stand_together()
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Invoice(10, 1, 1, "100").Invoice(11, 1, 2, "50")
            .Line(10, 1, "99").Line(11, 1, "50").Line(10, 2, "1");

        ExtractException error = await Assert.ThrowsAsync<ExtractException>(extract.LoadAsync);

        Assert.Contains("line 4: linfacid stands apart", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_invoices_may_not_have_the_same_id()
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Invoice(10, 1, 1, "100").Invoice(10, 1, 2, "50");

        await Assert.ThrowsAsync<ExtractException>(extract.LoadAsync);
    }
}
