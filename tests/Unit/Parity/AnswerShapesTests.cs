using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Translation;
using Strangler.Gateway.Shadowing;
using Strangler.Parity;

namespace Strangler.Tests.Unit.Parity;

public sealed class AnswerShapesTests
{
    private static readonly string[] DecimalsThatAreNoMoney =
    [
        "telefono", "fax", "readingRegister", "km", "initialIndexReading", "estimatedMinConsumption",
        "estimatedMaxConsumption", "consumed", "supplyConnectionLength",
    ];

    private static readonly IReadOnlyList<RecordType> Records =
    [
        .. ContractCatalog.AquaCis.Services.SelectMany(service => service.Schemas)
            .SelectMany(schema => schema.Types.Concat(schema.Elements.Select(element => element.Type)))
            .OfType<RecordType>().Distinct(),
    ];

    [Fact]
    public void Every_operation_has_a_shape_of_its_request_and_its_answer()
    {
        foreach (Operation operation in ContractCatalog.AquaCis.Operations)
        {
            Assert.Equal(operation.Response.Name, AnswerShapes.Of(operation).Name);
            Assert.Equal(operation.Request.Name, AnswerShapes.OfRequest(operation).Name);
            Assert.Equal(operation.Faults.Count, AnswerShapes.Of(operation).FaultDetails.Count);
        }
    }

    [Fact]
    public void Every_decimal_of_the_contract_is_an_amount_or_known_not_to_be()
    {
        string[] decimals =
        [
            .. Records.SelectMany(record => record.Fields)
                .Where(field => field.Type is PrimitiveType { Kind: PrimitiveKind.Decimal })
                .Select(field => field.Name).Distinct().Order(StringComparer.Ordinal),
        ];
        Assert.Equal(AmountFields.All.Concat(DecimalsThatAreNoMoney).Order(StringComparer.Ordinal), decimals);
    }

    [Fact]
    public void Every_personal_field_stands_in_the_contract() => Assert.Empty(
        PersonalFields.All.Except(Records.SelectMany(record => record.Fields).Select(field => field.Name)));

    [Fact]
    public void Every_unordered_type_stands_in_a_list() => Assert.Empty(
        UnorderedItems.All.Except(Records.SelectMany(record => record.Fields)
            .Where(field => field.Unbounded).Select(field => field.Type.Name)));

    [Fact]
    public void The_contracts_of_a_tax_id_are_a_set_and_the_invoices_of_each_are_not()
    {
        Operation operation =
            ContractCatalog.AquaCis.Find("InterfazGenericaGestionDeudaWS", "getContratosPorNifconDeuda");
        AnswerShape contracts = AnswerShapes.Of(operation).Child("return")!.Child("contratos")!;
        AnswerShape invoices = contracts.Child("facturas")!;
        Assert.Equal((true, true), (contracts.Repeats, contracts.OrderIsFree));
        Assert.Equal((true, false), (invoices.Repeats, invoices.OrderIsFree));
        Assert.True(invoices.Child("importe") is { IsMoney: true, NilIsAbsence: true, Kind: FieldKind.Decimal });
        Assert.True(contracts.Child("nif") is { IsPersonal: true, NilIsAbsence: false });
    }
}
