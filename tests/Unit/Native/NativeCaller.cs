using System.Buffers;
using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.Translation.Debts;
using Strangler.Core.Debts;

namespace Strangler.Tests.Unit.Native;

/// <summary>Calls the native debt queries as a consumer would, without a network: text in, text out.</summary>
internal sealed class NativeCaller(DebtBook book, DateOnly today)
{
    /// <param name="fields">What stands inside the operation's element.</param>
    public string Ask(string operation, string fields)
    {
        ServiceContract service = ContractCatalog.AquaCis.FindService(ServicePaths.Debt)!;
        byte[] envelope = Encoding.UTF8.GetBytes(
            "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>"
            + $"<o:{operation} xmlns:o='{service.Namespace}'>{fields}</o:{operation}></e:Body></e:Envelope>");
        SoapRequest request = SoapRequestReader.Read(envelope, SoapEnvelope.ContentType, service);
        ArrayBufferWriter<byte> output = new();
        DebtQueries.Write(output, request.Operation, request.Body, book, today, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
