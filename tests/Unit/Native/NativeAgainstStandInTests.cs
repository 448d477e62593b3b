using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;
using Strangler.Core.Debts;
using Strangler.Tests.Unit.StandIn;

namespace Strangler.Tests.Unit.Native;

/// <summary>The native core answers the seven debt queries as the stand-in does, to the byte.</summary>
[Collection("sample books")]
public sealed class NativeAgainstStandInTests(SampleBooks sample)
{
    private static readonly string SampleFolder = Path.Combine(Repository.Root, "samples", "extract");

    /// <summary>Days on which the sample's last bill is not out yet, is not due, falls due, and is overdue.</summary>
    public static TheoryData<string> Days => ["2026-02-18", "2026-07-10", "2026-07-18", "2026-07-19", "2030-01-01"];

    [Theory]
    [MemberData(nameof(Days))]
    public async Task Every_contract_of_the_sample_is_answered_the_same(string day)
    {
        DateOnly today = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        NativeCaller native = new(ExtractDebtBook.Load(SampleFolder), today);
        StandInCaller legacy = new(sample.Books, NoonOf(today));
        Contract[] contracts = [.. sample.Books.AllContracts()];

        foreach (Contract contract in contracts)
        {
            foreach ((string operation, string fields) in DebtRequests.About(
                contract.Number, sample.Books.HolderOf(contract).TaxId))
            {
                await AssertSame(native, legacy, operation, fields);
            }
        }

        Assert.True(contracts.Length >= 300, $"only {contracts.Length} contracts");
    }

    [Theory]
    [InlineData("CONTRATO", "999999999")]
    [InlineData("CONTRATO", "99999999999999999999")]
    [InlineData("CONTRATO", "-400002")]
    [InlineData("CONTRATO", "+400002")]
    [InlineData("CONTRATO", "0000400002")]
    [InlineData("contrato", " 400002 ")]
    [InlineData("Contrato", "none")]
    [InlineData("CONTRATO", "")]
    [InlineData("CONTRATO", null)]
    [InlineData(null, "400002")]
    [InlineData("", "400002")]
    [InlineData("NIF", "XAXX010101000")]
    [InlineData("CONTRATOS", "400002")]
    [InlineData("REFERENCIA", "01004000022")]
    [InlineData("referencia", "0100400002200000000000000")]
    [InlineData("REFERENCIA", "01004000023")]
    [InlineData("REFERENCIA", "010040000220000000000000000")]
    [InlineData("REFERENCIA", "02004000022")]
    [InlineData("REFERENCIA", "")]
    [InlineData("REFERENCIA", "٠١٠٠٤٠٠٠٠٢٢")]
    [InlineData("CONTRATO", "٤٠٠٠٠٢")]
    [InlineData("CONTRATO", "400002&lt;b>&#13;")]
    [InlineData("CONTRATO", "<b>400002</b>400002")]
    public async Task Whatever_identifies_a_contract_is_taken_the_same(string? kind, string? value)
    {
        (NativeCaller native, StandInCaller legacy) = OnTheSample();
        foreach (string operation in DebtRequests.Identified)
        {
            await AssertSame(native, legacy, operation, DebtRequests.By(kind, value));
        }
    }

    [Theory]
    [InlineData("getDeudaTotalConFacturas", "")]
    [InlineData("getDeudaTotalConFacturas", "<contrato/>")]
    [InlineData("getDeudaTotalConFacturas", "<contrato>-1</contrato>")]
    [InlineData("getDeudaTotalConFacturas", "<contrato> +0400002 </contrato>")]
    [InlineData("getImpagadosContrato", "")]
    [InlineData("getImpagadosContrato", "<contrato>400002</contrato>")]
    [InlineData("getImpagadosContrato", "<contrato>400002</contrato><nif> </nif>")]
    [InlineData("getImpagadosContrato", "<contrato>400002</contrato><nif> xaxx010101000 </nif>")]
    [InlineData("getImpagadosContrato", "<contrato>400002</contrato><nif>EKU9003173C9</nif>")]
    [InlineData("getImpagadosContrato", "<contrato>1</contrato><nif>EKU9003173C9</nif>")]
    [InlineData("getContratoPorContratoConDeuda", "")]
    [InlineData("getContratoPorContratoConDeuda", "<entrada/>")]
    [InlineData("getContratoPorContratoConDeuda", "<entrada><contrato/></entrada>")]
    [InlineData("getContratoPorContratoConDeuda", "<entrada><contrato>7</contrato></entrada>")]
    [InlineData("getContratosPorNifconDeuda", "")]
    [InlineData("getContratosPorNifconDeuda", "<entrada><nif/></entrada>")]
    [InlineData("getContratosPorNifconDeuda", "<entrada><nif>nobody</nif></entrada>")]
    [InlineData("getContratosPorNifconDeuda", "<entrada><nif> xaxx010101000 </nif></entrada>")]
    public async Task What_is_missing_wrong_or_oddly_written_is_taken_the_same(string operation, string fields)
    {
        (NativeCaller native, StandInCaller legacy) = OnTheSample();
        await AssertSame(native, legacy, operation, fields);
    }

    [Fact]
    public async Task A_tax_id_on_more_contracts_than_a_reply_holds_is_cut_with_a_notice()
    {
        using ExtractBuilder extract = A.Extract();
        for (int contract = 1; contract <= 101; contract++)
        {
            extract.Contract(contract).Invoice(contract, contract, month: 1, "10.50");
        }

        string reply = await SameFor(
            extract, "getContratosPorNifconDeuda", $"<entrada><nif>{ExtractBuilder.PublicTaxId}</nif></entrada>");

        Assert.Contains("<avisos><codigoWarning>1</codigoWarning>", reply, StringComparison.Ordinal);
        Assert.Equal(100, reply.Split("<contratos>").Length - 1);
    }

    [Fact]
    public async Task A_tax_id_whose_contracts_owe_nothing_is_known()
    {
        using ExtractBuilder extract = A.Extract().Contract(1, "TAXID").Invoice(1, 1, 1, "10").Payment(1, 1, "10");

        string reply = await SameFor(extract, "getContratosPorNifconDeuda", "<entrada><nif>taxid</nif></entrada>");

        Assert.Contains("<codigoError>0</codigoError>", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("<contratos>", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paid_partly_paid_overpaid_twice_issued_and_held_are_told_the_same()
    {
        using ExtractBuilder extract = A.Extract().Contract(1, blocked: true).Contract(2, "<&>Ñ")
            .Invoice(1, 1, 1, "100.01", "13.79").Payment(1, 1, "99.99")
            .Invoice(2, 1, 2, "50").Invoice(3, 1, 2, "50")
            .Invoice(4, 1, 3, "70").Payment(2, 4, "80")
            .Invoice(5, 2, 1, "-20").Invoice(6, 2, 2, "0.05");

        foreach ((string operation, string fields) in DebtRequests.About(1, ExtractBuilder.PublicTaxId)
            .Concat(DebtRequests.About(2, "&lt;&amp;&gt;ñ")))
        {
            await SameFor(extract, operation, fields);
        }

        string debt = await SameFor(extract, "getDeuda", DebtRequests.By("CONTRATO", "1"));
        Assert.Contains("<deudaTotal>100.02</deudaTotal>", debt, StringComparison.Ordinal);
        Assert.Contains("<saldoAnterior>100.02</saldoAnterior>", debt, StringComparison.Ordinal);
        Assert.Contains("<ciclosAnteriores>2</ciclosAnteriores>", debt, StringComparison.Ordinal);
    }

    private (NativeCaller Native, StandInCaller Legacy) OnTheSample()
    {
        DateOnly today = new(2026, 7, 10);
        return (new NativeCaller(ExtractDebtBook.Load(SampleFolder), today),
            new StandInCaller(sample.Books, NoonOf(today)));
    }

    private static async Task<string> SameFor(ExtractBuilder extract, string operation, string fields)
    {
        DateOnly today = new(2026, 3, 20);
        using LegacyBooks books = await extract.LoadAsync();
        DebtBook book = ExtractDebtBook.Load(extract.Folder);
        return await AssertSame(
            new NativeCaller(book, today), new StandInCaller(books, NoonOf(today)), operation, fields);
    }

    private static async Task<string> AssertSame(
        NativeCaller native, StandInCaller legacy, string operation, string fields)
    {
        string expected = await legacy.AskForText(ServicePaths.Debt, operation, fields);
        Assert.Equal(expected, native.Ask(operation, fields));
        return expected;
    }

    private static FixedClock NoonOf(DateOnly day) => new(new DateTimeOffset(day, new TimeOnly(18, 0), TimeSpan.Zero));
}
