using System.Xml.Linq;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.StandIn;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.RecordedRequests;

/// <summary>
/// The 31 recorded requests, in one order, to two stand-ins that have seen nothing else: one behind the gateway, one
/// asked directly. What legacy answers and what comes through the gateway are then the same bytes, writes included.
/// </summary>
[Collection(ProductCollection.Name)]
public sealed class RecordedRequestTests(PostgresCluster cluster)
{
    private const string NamesakeService = "InterfazOficinaVirtualClientesWS";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static SampleContract Contract => SampleExtract.Committed.Indebted[0];

    [Fact]
    public void Exactly_31_requests_were_recorded_and_every_placeholder_is_filled_in()
    {
        IReadOnlyList<RecordedRequest> requests = ReadAll();

        Assert.Equal(RecordedRequest.Count, requests.Count);
        Assert.Equal(RecordedRequest.Count, requests.Select(request => request.Name).Distinct().Count());
        Assert.All(requests, request =>
            Assert.DoesNotMatch(RecordedRequest.Placeholder(), request.Envelope));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Every_recorded_request_gets_the_same_bytes_through_the_gateway_as_from_legacy(string? soapAction)
    {
        IReadOnlyList<RecordedRequest> requests = ReadAll();
        await using RunningProduct behindGateway = new();
        await behindGateway.InitializeAsync();
        await using StandInServer direct = await StandInServer.StartAsync(RunningProduct.LegacyOptions, Cancellation);

        foreach (RecordedRequest request in requests)
        {
            SoapAnswer through = await SoapCaller.PostAsync(
                behindGateway.GatewayUrl, request.Service, request.Envelope, soapAction, Cancellation);
            SoapAnswer expected = await SoapCaller.PostAsync(
                direct.Address.ToString(), request.Service, request.Envelope, soapAction, Cancellation);

            AssertSame(expected, through, request.Name);
            AssertReplies(request, through);
        }

        AssertUnchanged(requests, behindGateway.Relay.Posts, soapAction);
    }

    [Fact]
    public async Task A_contracts_request_posted_to_the_readings_service_passes_and_gets_what_legacy_answers()
    {
        RecordedRequest getContrato = ReadAll().Single(request => request.Operation == "getContrato");
        await using RunningProduct behindGateway = new();
        await behindGateway.InitializeAsync();

        SoapAnswer through = await SoapCaller.PostAsync(
            behindGateway.GatewayUrl, NamesakeService, getContrato.Envelope, null, Cancellation);
        SoapAnswer expected = await SoapCaller.PostAsync(
            behindGateway.LegacyAddress.ToString(), NamesakeService, getContrato.Envelope, null, Cancellation);

        AssertSame(expected, through, getContrato.Name);
        Assert.Single(behindGateway.Relay.Posts);
    }

    /// <summary>
    /// What is native first: a payment among the others is made at legacy, and native knows of it with the next
    /// import.
    /// </summary>
    [Fact]
    public async Task Every_recorded_request_with_a_native_side_gets_the_same_from_native_as_from_legacy()
    {
        IReadOnlyList<RecordedRequest> requests =
            [.. ReadAll().OrderBy(request => !NativeProduct.IsNative(request.Service, request.Operation))];
        await using NativeProduct native = await NativeProduct.StartAsync(cluster);
        await using StandInServer direct = await StandInServer.StartAsync(
            RunningProduct.LegacyOptionsAt(TimeProvider.System), Cancellation);
        int before = native.Relay.Posts.Count;

        foreach (RecordedRequest request in requests)
        {
            SoapAnswer answered = await SoapCaller.PostAsync(
                native.GatewayUrl, request.Service, request.Envelope, null, Cancellation);
            AssertReplies(request, answered);
            if (NativeProduct.IsNative(request.Service, request.Operation))
            {
                AssertSameButForPdfs(
                    await SoapCaller.PostAsync(
                        direct.Address.ToString(), request.Service, request.Envelope, null, Cancellation),
                    answered, request.Name);
            }
        }

        string[] others =
        [
            .. requests.Where(request => !NativeProduct.IsNative(request.Service, request.Operation))
                .Select(request => request.Envelope),
        ];
        Assert.InRange(others.Length, 1, requests.Count - 1);
        Assert.Equal(others, native.Relay.Posts.Skip(before).Select(post => post.Text));
    }

    private static List<RecordedRequest> ReadAll()
    {
        RecordedRequest.RequireSamples();
        PlaceholderValues values = new(Contract);
        return [.. RecordedRequest.Files.Select(file => RecordedRequest.Read(file, values))];
    }

    private static void AssertSame(SoapAnswer expected, SoapAnswer through, string name)
    {
        bool same = expected.Body.AsSpan().SequenceEqual(through.Body);
        Assert.True(same, $"{name}: {expected.Text} became {through.Text}");
        AssertSameButForPdfs(expected, through, name);
    }

    private static void AssertSameButForPdfs(SoapAnswer expected, SoapAnswer through, string name)
    {
        Assert.True(
            PdfMask.Of(expected.Text) == PdfMask.Of(through.Text), $"{name}: {expected.Text} became {through.Text}");
        Assert.Equal(expected.Status, through.Status);
        Assert.Equal("text/xml;charset=UTF-8", through.ContentType);
        Assert.Equal(expected.ContentType, through.ContentType);
    }

    /// <summary>Legacy accepts all 31, so none may come back as a fault.</summary>
    private static void AssertReplies(RecordedRequest request, SoapAnswer answer)
    {
        Assert.True(answer.Status == 200, $"{request.Name}: {answer.Status} {answer.Text}");
        XElement reply = XElement.Parse(answer.Text).Elements().Single().Elements().Single();
        Operation operation = ContractCatalog.AquaCis.Find(request.Service, request.Operation);
        Assert.Equal(XName.Get(operation.Response.Name, operation.Response.Namespace), reply.Name);
    }

    /// <summary>The requests, too, arrive as they were sent: the UsernameToken in them included.</summary>
    private static void AssertUnchanged(
        IReadOnlyList<RecordedRequest> sent, IReadOnlyCollection<RelayedRequest> arrived, string? soapAction)
    {
        Assert.Equal(sent.Select(request => request.Envelope), arrived.Select(post => post.Text));
        Assert.All(arrived, post =>
        {
            Assert.Equal("text/xml;charset=UTF-8", post.ContentType);
            Assert.Equal(soapAction, post.SoapAction);
        });
    }
}
