using System.Xml.Linq;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Answers;

[Collection("sample books")]
public sealed class AllOperationsTests(SampleBooks sample)
{
    private const long UnknownContract = 99_999_998;

    public static TheoryData<string, string> Operations()
    {
        TheoryData<string, string> data = [];
        foreach (Operation operation in ContractCatalog.AquaCis.Operations)
        {
            data.Add(operation.Service, operation.Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Every_operation_answers_about_a_known_contract_as_its_contract_says(string service, string operation)
    {
        Contract known = sample.First(contract => sample.Books.UnpaidOf(contract).Count > 0);
        return Answers_as_its_contract_says(service, operation, known.Number);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Every_operation_answers_about_an_unknown_contract_as_its_contract_says(
        string service, string operation) =>
        Answers_as_its_contract_says(service, operation, UnknownContract);

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_operation_answers_an_empty_request_by_its_reply_or_by_a_fault(
        string service, string operation)
    {
        XElement answered = await new StandInCaller(sample.Books).Ask(service, operation, "");

        string response = ContractCatalog.AquaCis.Find(service, operation).Response.Name;
        Assert.Contains(answered.Name.LocalName, new[] { response, "Fault" });
    }

    [Fact]
    public void The_check_against_the_contract_finds_what_is_unknown_missing_misplaced_or_of_the_wrong_type()
    {
        Operation operation = ContractCatalog.AquaCis.Find("InterfazGenericaContratacionWS", "esTitular");
        XElement wrong = XElement.Parse(
            "<r:esTitularResponse xmlns:r='http://occamWS.ejb.negocio.occam.agbar.com'><esTitularReturn>"
            + "<descripcionError>OK</descripcionError><codigoError>zero</codigoError><extra/></esTitularReturn>"
            + "</r:esTitularResponse>");

        Assert.Equal(
            [
                "esTitularResponse/esTitularReturn/codigoError is missing",
                "esTitularResponse/esTitularReturn/codigoError is unknown, out of order, or once too often",
                "esTitularResponse/esTitularReturn/extra is unknown, out of order, or once too often",
            ],
            ContractConformance.Check(wrong, operation.Response));
        wrong.Element("esTitularReturn")!.ReplaceAll(new XElement("codigoError", "zero"));
        Assert.Equal(
            [
                "esTitularResponse/esTitularReturn/codigoError is not of type int",
                "esTitularResponse/esTitularReturn/descripcionError is missing",
            ],
            ContractConformance.Check(wrong, operation.Response));
    }

    private async Task Answers_as_its_contract_says(string service, string name, long contract)
    {
        Operation operation = ContractCatalog.AquaCis.Find(service, name);
        string fields = new RequestMaker(contract, sample.Books).FieldsOf(operation);

        XElement answered = await new StandInCaller(sample.Books).Ask(service, name, fields);

        Assert.Equal([], ContractConformance.Check(answered, operation.Response));
        if (name != "multipleRefreshData")
        {
            // Bots take any element of this name for a fault; only this operation's contract has one (WIRE-FACTS 9).
            Assert.DoesNotContain(answered.Descendants(), element => element.Name.LocalName == "error");
        }
    }
}
