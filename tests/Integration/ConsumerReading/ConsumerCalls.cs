using Strangler.Tests.Integration.Product;
using Strangler.Tests.Integration.RecordedRequests;

namespace Strangler.Tests.Integration.ConsumerReading;

/// <summary>Sends what a consumer was recorded to send, through the gateway.</summary>
internal static class ConsumerCalls
{
    /// <summary>The contract that the consumers ask about: it owes something.</summary>
    public static SampleContract Contract => SampleExtract.Committed.Indebted[^1];

    /// <param name="name">The operation, two underscores, the consumer.</param>
    /// <param name="product">Its gateway is called.</param>
    /// <param name="contract">Null for the usual one.</param>
    public static Task<SoapAnswer> SendAsync(RunningProduct product, string name, SampleContract? contract = null) =>
        SendAsync(product, name, contract ?? Contract, static envelope => envelope);

    /// <summary>The portal's work order, without the one field that legacy breaks on.</summary>
    public static Task<SoapAnswer> OrderWithoutServicePointAsync(RunningProduct product) =>
        SendAsync(product, "crearOrdenTrabajo__tap-fe", Contract, envelope => envelope.Replace(
            $">{Contract.ServicePoint}</idPtoServicio>", "></idPtoServicio>", StringComparison.Ordinal));

    /// <param name="change">What this caller writes differently.</param>
    /// <param name="product">Its gateway is called.</param>
    /// <param name="name">The operation, two underscores, the consumer.</param>
    /// <param name="contract">Which the placeholders name.</param>
    public static async Task<SoapAnswer> SendAsync(
        RunningProduct product, string name, SampleContract contract, Func<string, string> change)
    {
        RecordedRequest.RequireSamples();
        string file = RecordedRequest.Files.Single(known => Path.GetFileNameWithoutExtension(known) == name);
        RecordedRequest request = RecordedRequest.Read(file, new PlaceholderValues(contract));
        return await SoapCaller.PostAsync(
            product.GatewayUrl, request.Service, change(request.Envelope), null, TestContext.Current.CancellationToken);
    }
}
