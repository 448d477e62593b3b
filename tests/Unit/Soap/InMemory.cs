using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;

namespace Strangler.Tests.Unit.Soap;

/// <summary>Reads requests that are whole in memory, where nothing has to be waited for.</summary>
internal static class InMemory
{
    public static SoapRequest Read(byte[] bytes, ServiceContract service) =>
        Done(SoapRequestReader.ReadAsync(bytes, null, service, CancellationToken.None));

    public static SoapRequest ReadByXmlReader(byte[] bytes, ServiceContract service) =>
        Done(XmlRequestReader.ReadAsync(new MemoryStream(bytes), null, service, 1_000_000, CancellationToken.None));

    private static SoapRequest Done(ValueTask<SoapRequest> read) =>
        read.IsCompleted ? read.Result : throw new InvalidOperationException("Reading from memory has waited.");
}
