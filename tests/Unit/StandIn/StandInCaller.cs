using System.IO.Pipelines;
using System.Text;
using System.Xml.Linq;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn;

/// <summary>Calls the stand-in's answers as a consumer would, without a network: text in, text out.</summary>
internal sealed class StandInCaller(LegacyBooks books, TimeProvider? clock = null)
{
    private readonly AnswerTable _answers =
        AllAnswers.Create(books, new Changes(), clock ?? FixedClock.AfterTheSample);

    /// <summary>The whole reply as it would go over the wire; a refusal is its fault.</summary>
    /// <param name="fields">What stands inside the operation's element.</param>
    public async Task<string> AskForText(string service, string operation, string fields)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        ServiceContract contract = ContractCatalog.AquaCis.FindService(service)!;
        byte[] envelope = Encoding.UTF8.GetBytes(
            $"<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>"
            + $"<o:{operation} xmlns:o='{contract.Namespace}'>{fields}</o:{operation}></e:Body></e:Envelope>");
        SoapRequest request = await SoapRequestReader.ReadAsync(
            new MemoryStream(envelope), null, contract, envelope.Length, cancellation);
        switch (_answers.For(request))
        {
            case Answer.Refusal refusal:
                return Encoding.UTF8.GetString(refusal.Fault.ToBytes());
            case Answer.Reply reply:
                using (MemoryStream sent = new())
                {
                    PipeWriter pipe = PipeWriter.Create(sent, new StreamPipeWriterOptions(leaveOpen: true));
                    await ReplyWriter.WriteAsync(pipe, request.Operation, reply.Fill, cancellation);
                    await pipe.CompleteAsync();
                    return Encoding.UTF8.GetString(sent.ToArray());
                }

            default:
                throw new InvalidOperationException("An answer is a reply or a refusal.");
        }
    }

    /// <summary>What stands in the reply's Body.</summary>
    public async Task<XElement> Ask(string service, string operation, string fields) =>
        XDocument.Parse(await AskForText(service, operation, fields)).Root!.Elements().Single().Elements().Single();

    public Task<XElement> AskReadings(string operation, string fields) => Ask(ServicePaths.Readings, operation, fields);

    /// <summary>The customer office about one contract, in its own service area.</summary>
    public Task<XElement> AskReadings(string operation, Contract contract) => AskReadings(
        operation, $"<explotacion>{contract.ServiceArea}</explotacion><contrato>{contract.Number}</contrato>");

    public Task<XElement> AskContracts(string operation, string fields) =>
        Ask(ServicePaths.Contracts, operation, fields);

    public Task<XElement> AskWorkOrders(string operation, string fields) =>
        Ask(ServicePaths.WorkOrders, operation, fields);

    public async Task<XElement> DetailOf(Contract contract) =>
        await AskContracts("consultaDetalleContrato", $"<numeroContrato>{contract.Number}</numeroContrato>");
}
