using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Strangler.Cfdi.Cancelling;
using Strangler.Postgres.Cfdi;
using Strangler.Tests.Integration.Cfdi.Stamping;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cfdi.Cancelling;

public sealed class CancellationTests(PostgresCluster cluster) : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_small_document_is_cancelled_at_once_and_its_acknowledgement_kept()
    {
        await using StampingStage stage = await StampingStage.StartAsync(cluster);
        long id = await stage.EnqueueAsync(SampleDocuments.Invoice(1));
        await stage.StampAsync();
        CancellationDesk desk = Desk(stage);

        Assert.IsType<CancellationRequestOutcome.Begun>(
            await desk.RequestAsync(id, CancellationMotive.Wrong, null, Cancellation));
        Assert.IsType<CancellationRequestOutcome.Already>(
            await desk.RequestAsync(id, CancellationMotive.Wrong, null, Cancellation));
        await PursueAsync(desk);

        Assert.Equal("cancelled", (await stage.Queries.FindAsync(id, Cancellation))!.State);
        byte[] kept = await stage.OneAsync<byte[]>("SELECT acknowledgement FROM cfdi_cancellation");
        Assert.Contains("201", Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accept", "cancelled")]
    [InlineData("reject", "stamped")]
    public async Task What_has_a_stamped_substitute_is_cancelled_by_itself(string answer, string end)
    {
        await using StampingStage stage = await StampingStage.StartAsync(cluster);
        long old = await stage.EnqueueAsync(SampleDocuments.Invoice(1, TimeSpan.FromHours(30), "5000.00"));
        await stage.StampAsync();
        CancellationDesk desk = Desk(stage);
        Assert.Equal(0, await desk.RequestSupersededAsync(Cancellation));
        long substitute = await stage.EnqueueAsync(
            SampleDocuments.Invoice(1, version: 2, supersedes: old, total: "4000.00"));
        Assert.Equal(0, await desk.RequestSupersededAsync(Cancellation));
        await stage.StampAsync();

        Assert.Equal(1, await desk.RequestSupersededAsync(Cancellation));
        await PursueAsync(desk);
        CfdiLine line = (await stage.Queries.FindAsync(old, Cancellation))!;
        await stage.ControlAsync(stage.First, $"receivers/{line.Uuid}/{answer}");
        await PursueAsync(desk);

        Assert.Equal(end, (await stage.Queries.FindAsync(old, Cancellation))!.State);
        Assert.Equal("stamped", (await stage.Queries.FindAsync(substitute, Cancellation))!.State);
    }

    [Fact]
    public async Task Notes_are_cancelled_before_the_invoice_they_relate_to()
    {
        await using StampingStage stage = await StampingStage.StartAsync(cluster);
        long invoice = await stage.EnqueueAsync(SampleDocuments.Invoice(1));
        await stage.StampAsync();
        Guid uuid = (await stage.Queries.FindAsync(invoice, Cancellation))!.Uuid!.Value;
        long note = await stage.EnqueueAsync(SampleDocuments.Invoice(
            2, type: "E", related: uuid, relations: [new CfdiRelation("01", invoice)]));
        await stage.StampAsync();
        CancellationDesk desk = Desk(stage);

        CancellationRequestOutcome first = await desk.RequestAsync(
            invoice, CancellationMotive.Wrong, null, Cancellation);
        Assert.Equal("related-alive", Assert.IsType<CancellationRequestOutcome.Refused>(first).Code);
        await desk.RequestAsync(note, CancellationMotive.Wrong, null, Cancellation);
        await PursueAsync(desk);
        await desk.RequestAsync(invoice, CancellationMotive.Wrong, null, Cancellation);
        await PursueAsync(desk);

        Assert.Equal("cancelled", (await stage.Queries.FindAsync(invoice, Cancellation))!.State);
    }

    public void Dispose() => _key.Dispose();

    private CancellationDesk Desk(StampingStage stage)
    {
        CertificateRequest request = new(
            "CN=CSD, O=Test", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        X509Certificate2 certificate = request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForRSA(_key, RSASignaturePadding.Pkcs1),
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100), "30001000000500003416"u8);
        CancellationSettings settings = new() { PollEvery = TimeSpan.Zero, RetryEvery = TimeSpan.Zero };
        return new CancellationDesk(
            stage.Database, stage.Pacs, (order, at) => CancellationSigner.Sign(order, at, _key, certificate), settings,
            TimeZoneInfo.Utc, TimeProvider.System);
    }

    private static async Task PursueAsync(CancellationDesk desk)
    {
        for (int step = 0; step < 3; step++)
        {
            await desk.PursueAsync(Cancellation);
        }
    }
}
