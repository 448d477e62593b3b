using Strangler.AquaCis.Soap;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Gateway.Routing;

namespace Strangler.Tests.Unit.Routing;

/// <summary>Contracts 1, 2 (holder A) and 4 are in 1/M08, 3 (holder B) and 5 in 7/AM1; 4 and 5 are public.</summary>
public sealed class GroupFinderTests
{
    private static readonly DebtBook Book = Build();

    [Theory]
    [InlineData("<tipoIdentificador>CONTRATO</tipoIdentificador><valor>0001</valor>", "1/M08")]
    [InlineData("<tipoIdentificador>CONTRATO</tipoIdentificador><valor>9</valor>", null)]
    [InlineData("<tipoIdentificador>CONTRATO</tipoIdentificador><valor>one</valor>", null)]
    [InlineData("<tipoIdentificador>CONTRATO</tipoIdentificador><valor>99999999999</valor>", null)]
    [InlineData("<tipoIdentificador>REFERENCIA</tipoIdentificador><valor>{reference of 3}</valor>", "7/AM1")]
    [InlineData("<tipoIdentificador>REFERENCIA</tipoIdentificador><valor>3</valor>", null)]
    [InlineData("<valor>1</valor>", null)]
    [InlineData("", null)]
    public Task A_debt_is_asked_for_by_contract_or_reference(string fields, string? expected) =>
        ExpectAsync(Request.Debt, "getDeuda", fields, expected);

    [Theory]
    [InlineData("A", "1/M08")]
    [InlineData("B", "7/AM1")]
    [InlineData("PUBLIC", null)]
    [InlineData("UNKNOWN", null)]
    public Task A_tax_id_counts_where_all_its_contracts_are_in_one_group(string taxId, string? expected) => ExpectAsync(
        Request.Debt, "getContratosPorNifconDeuda", $"<entrada><nif>{taxId}</nif></entrada>", expected);

    [Theory]
    [InlineData("1", "A", "1/M08")]
    [InlineData("2", "PUBLIC", "1/M08")]
    [InlineData("1", "UNKNOWN", "1/M08")]
    [InlineData("1", "B", null)]
    [InlineData("9", "A", null)]
    [InlineData("", "B", "7/AM1")]
    public Task A_tax_id_beside_a_contract_must_not_contradict_it(string contract, string taxId, string? expected) =>
        ExpectAsync(
            Request.Debt, "getImpagadosContrato", $"<contrato>{contract}</contrato><nif>{taxId}</nif>", expected);

    [Theory]
    [InlineData("<int>1</int><int>2</int>", "1/M08")]
    [InlineData("<int>1</int><int>3</int>", null)]
    [InlineData("<int>1</int><int>9</int>", null)]
    [InlineData("<int xsi:nil='true'/>", null)]
    public Task A_list_has_a_group_where_all_its_contracts_have_it(string items, string? expected) => ExpectAsync(
        Request.Contracts, "solicitudActivacionFacturaOnline", $"<numeroContrato>{items}</numeroContrato>", expected);

    [Theory]
    [InlineData("<numFactura>F3  </numFactura>", "7/AM1")]
    [InlineData("<numFactura>F3</numFactura><numContrato>3</numContrato>", "7/AM1")]
    [InlineData("<numFactura>F3</numFactura><numContrato>1</numContrato>", null)]
    [InlineData("<numFactura>F9</numFactura><numContrato>3</numContrato>", null)]
    public Task An_invoice_is_in_the_group_of_its_contract(string fields, string? expected) =>
        ExpectAsync(Request.Contracts, "getPdfFactura", fields, expected);

    [Theory]
    [InlineData("<int>1</int>", "7/AM1")]
    [InlineData("<int>1</int><int>2</int>", null)]
    [InlineData("<int>-1</int>", null)]
    [InlineData("<int/>", null)]
    public Task An_invoice_may_be_asked_for_by_its_id(string items, string? expected) => ExpectAsync(
        Request.Contracts, "recuperaFacturasByIds", $"<idFacturas>{items}</idFacturas>", expected);

    [Theory]
    [InlineData("1", "A", "1/M08")]
    [InlineData("2", "PUBLIC", null)]
    [InlineData("1", "UNKNOWN", null)]
    [InlineData("1", "B", null)]
    [InlineData("", "A", "1/M08")]
    public Task A_tax_id_that_adds_its_contracts_must_have_them_all_in_the_group(
        string contract, string taxId, string? expected) => ExpectAsync(
        Request.Contracts, "getFacturasPorCondiciones",
        $"<numContratos>{contract}</numContratos><nifs>{taxId}</nifs>", expected);

    private static async Task ExpectAsync(string service, string operation, string fields, string? expected)
    {
        SoapRequest request = await Request.ReadAsync(
            service, operation,
            fields.Replace("{reference of 3}", PaymentReference.Of(new ContractNumber(3)), StringComparison.Ordinal));
        Assert.Equal(expected, GroupFinder.Find(request.Operation, request.Body, Book)?.ToString());
    }

    private static DebtBook Build()
    {
        DebtBookBuilder builder = new();
        builder.AddContract(Account(1, new BillingGroup(1, "M08"), "A"));
        builder.AddContract(Account(2, new BillingGroup(1, "M08"), "A"));
        builder.AddContract(Account(3, new BillingGroup(7, "AM1"), "B"));
        builder.AddContract(Account(4, new BillingGroup(1, "M08"), "PUBLIC"));
        builder.AddContract(Account(5, new BillingGroup(7, "AM1"), "PUBLIC"));
        builder.AddInvoice(
            new ContractNumber(3),
            new OpenInvoice(
                1, "F3", 2026, 1, new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 20), new Money(100), Money.Zero,
                Money.Zero),
            Money.Zero);
        return builder.Build(1);
    }

    private static DebtAccount Account(int contract, BillingGroup group, string taxId) =>
        new(new ContractNumber(contract), group, "Querétaro", contract, "Ana", "Paz", taxId, false, []);
}
