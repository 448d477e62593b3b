using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;
using Strangler.AquaCis.Translation;
using Strangler.Core.Debts;
using Strangler.Gateway.Shadowing;
using Strangler.Parity;
using Strangler.Postgres.Debts;
using Strangler.Postgres.Records;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Import;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.Invoices;

/// <summary>The sample extract on both sides: imported, and in the stand-in's books; on one day.</summary>
public sealed class InvoiceStage(PostgresCluster cluster) : IAsyncLifetime
{
    public const string Contracts = ServicePaths.Contracts;
    public const string Office = ServicePaths.Readings;

    private static readonly DateOnly Today = DateOnly.FromDateTime(new StillClock().GetUtcNow().Date);
    private AnswerTable? _legacy;

    internal ImportedDatabase Database { get; private set; } = null!;

    internal LegacyBooks Books { get; private set; } = null!;

    internal DebtBook Book { get; private set; } = null!;

    internal UtilityRecords Records { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using ExtractCopy extract = new();
        Database = await ImportedDatabase.WithAsync(cluster, extract);
        Book = await new DebtBookLoader(Database.Database).LoadAsync(Cancellation);
        Records = new UtilityRecords(Database.Database, TimeProvider.System);
        Books = await LegacyBooks.LoadAsync(RepositoryPlaces.SampleExtract, null, Cancellation);
        _legacy = AllAnswers.Create(Books, new Changes(), new StillClock());
    }

    public ValueTask DisposeAsync()
    {
        Books.Dispose();
        return Database.DisposeAsync();
    }

    /// <summary>The native reply, which is the stand-in's to the byte.</summary>
    internal async Task<string> SameAsync(string service, string operation, string fields)
    {
        SoapRequest request = await RequestAsync(service, operation, fields);
        string expected = await LegacyAsync(request);
        string actual = await NativeAsync(request);
        Assert.Equal((operation, fields, expected), (operation, fields, actual));
        return actual;
    }

    /// <summary>What the judge says to both answers.</summary>
    internal async Task<Verdict> JudgeAsync(string operation, string fields)
    {
        SoapRequest request = await RequestAsync(Contracts, operation, fields);
        return Judge.Compare(
            Observed(await LegacyAsync(request)), Observed(await NativeAsync(request)),
            AnswerShapes.Of(request.Operation), [], new StillClock().GetUtcNow());
    }

    internal async Task<string> NativeAsync(string service, string operation, string fields, bool rehearsal = false) =>
        await NativeAsync(await RequestAsync(service, operation, fields), rehearsal);

    /// <summary>What became of a request; whatever it wrote is lost.</summary>
    internal async Task<NativeOutcome> OutcomeAsync(string service, string operation, string fields, DebtBook book)
    {
        SoapRequest request = await RequestAsync(service, operation, fields);
        return await NativeOperations.AnswerAsync(new NativeCall(
            request.Operation, request.Body, book, Records, Today, new ArrayBufferWriter<byte>(), Cancellation));
    }

    private static Observed Observed(string reply) =>
        new(200, SoapEnvelope.ContentType, Encoding.UTF8.GetBytes(reply));

    private async Task<string> NativeAsync(SoapRequest request, bool rehearsal = false)
    {
        ArrayBufferWriter<byte> output = new();
        NativeOutcome outcome = await NativeOperations.AnswerAsync(new NativeCall(
            request.Operation, request.Body, Book, Records, Today, output, Cancellation)
        { IsRehearsal = rehearsal });
        Assert.Equal(NativeOutcome.Replied, outcome);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private async Task<string> LegacyAsync(SoapRequest request)
    {
        Answer.Reply reply = Assert.IsType<Answer.Reply>(_legacy!.For(request));
        using MemoryStream sent = new();
        PipeWriter pipe = PipeWriter.Create(sent, new StreamPipeWriterOptions(leaveOpen: true));
        await ReplyWriter.WriteAsync(pipe, request.Operation, reply.Fill, Cancellation);
        await pipe.CompleteAsync();
        return Encoding.UTF8.GetString(sent.ToArray());
    }

    private static async Task<SoapRequest> RequestAsync(string service, string operation, string fields)
    {
        ServiceContract contract = ContractCatalog.AquaCis.FindService(service)!;
        byte[] envelope = Encoding.UTF8.GetBytes(
            "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>"
            + $"<o:{operation} xmlns:o='{contract.Namespace}'>{fields}</o:{operation}></e:Body></e:Envelope>");
        return await SoapRequestReader.ReadAsync(envelope, null, contract, Cancellation);
    }
}
