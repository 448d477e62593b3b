using System.Diagnostics.Metrics;
using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Gateway.Native;
using Strangler.Tests.Unit.Soap;

namespace Strangler.Tests.Unit.Native;

public sealed class NativeBackendTests : IDisposable
{
    private static readonly ServiceContract Debt = ContractCatalog.AquaCis.FindService(ServicePaths.Debt)!;
    private readonly NativeSetup _setup = new(new NativeOptions(), []);

    public void Dispose() => _setup.Dispose();

    [Fact]
    public async Task A_query_is_answered_from_the_book()
    {
        NativeAnswer answer = await AskAsync("getDeuda", DebtRequests.By("CONTRATO", "7"), Book());

        using PooledReply reply = Assert.IsType<NativeAnswer.Answered>(answer).Reply;
        Assert.Contains(
            "<deudaTotal>12.34</deudaTotal>", Encoding.UTF8.GetString(reply.Bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Debts_are_answered_at_once_for_no_database_is_asked()
    {
        Task<NativeAnswer> asked = _setup.Backend.AskAsync(
            ContractCatalog.AquaCis.Find(ServicePaths.Debt, "getDeuda"),
            InMemory.Read(Envelope("getDeuda", DebtRequests.By("CONTRATO", "7")), Debt), Book(),
            TestContext.Current.CancellationToken).AsTask();

        Assert.True(asked.IsCompletedSuccessfully);
        Assert.IsType<NativeAnswer.Answered>(await asked).Reply.Dispose();
    }

    [Fact]
    public async Task Nothing_imported_is_no_answer() =>
        Assert.Equal(
            new NativeAnswer.Failed(NativeFailure.NoBook),
            await AskAsync("getDeuda", DebtRequests.By("CONTRATO", "7"), DebtBook.Empty));

    [Fact]
    public async Task An_operation_without_a_native_side_is_a_failure_and_not_an_exception() =>
        Assert.Equal(
            new NativeAnswer.Failed(NativeFailure.Exception),
            await AskAsync("getPaises", "", Book(), ServicePaths.Readings));

    [Fact]
    public async Task A_search_that_takes_too_long_is_given_up()
    {
        Operation operation = ContractCatalog.AquaCis.Find(ServicePaths.Debt, "getContratosPorNifconDeuda");
        SoapRequest request = InMemory.Read(
            Envelope(operation.Name, "<entrada><nif>TAXID</nif></entrada>"), Debt);

        NativeAnswer answer = await _setup.Backend.AskAsync(
            operation, request.Body, Book(), new DateOnly(2026, 3, 1), isRehearsal: false,
            new CancellationToken(canceled: true));

        Assert.Equal(new NativeAnswer.Failed(NativeFailure.Timeout), answer);
    }

    [Fact]
    public async Task Every_answer_is_counted_by_what_it_was()
    {
        List<string> counted = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, all) =>
        {
            if (instrument.Meter.Name == _setup.MeterName)
            {
                all.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            counted.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}"));
        listener.Start();

        ((NativeAnswer.Answered)await AskAsync("getDeuda", "", Book())).Reply.Dispose();
        await AskAsync("getDeuda", "", DebtBook.Empty);

        Assert.Equal(
            ["strangler_native_answers getDeuda answered", "strangler_native_answers getDeuda no-book"], counted);
    }

    [Fact]
    public void A_reply_grows_as_it_is_written_and_has_a_limit()
    {
        using PooledReply reply = new();
        for (int part = 0; part < 5000; part++)
        {
            "0123456789"u8.CopyTo(reply.GetSpan(10));
            reply.Advance(10);
        }

        Assert.Equal(50_000, reply.Bytes.Length);
        Assert.True(reply.Bytes.Span.EndsWith("0123456789"u8));
        Assert.Throws<InvalidOperationException>(() => reply.GetMemory(PooledReply.LengthLimit));
    }

    private async Task<NativeAnswer> AskAsync(
        string operation, string fields, DebtBook book, string service = ServicePaths.Debt)
    {
        ServiceContract contract = ContractCatalog.AquaCis.FindService(service)!;
        return await _setup.Backend.AskAsync(
            ContractCatalog.AquaCis.Find(service, operation),
            InMemory.Read(Envelope(operation, fields, contract), contract), book,
            TestContext.Current.CancellationToken);
    }

    private static byte[] Envelope(string operation, string fields, ServiceContract? service = null) =>
        Encoding.UTF8.GetBytes(
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>"
        + $"<o:{operation} xmlns:o='{(service ?? Debt).Namespace}'>{fields}</o:{operation}></e:Body></e:Envelope>");

    private static DebtBook Book()
    {
        DebtBookBuilder builder = new();
        ContractNumber contract = new(7);
        builder.AddContract(new DebtAccount(
            contract, new BillingGroup(1, "M08"), "QUERETARO", 1, "NOMBRE", "APELLIDO", "TAXID", false, []));
        Money owed = new(1234);
        builder.AddInvoice(
            contract,
            new OpenInvoice(1, "1", 2026, 1, new(2026, 2, 3), new(2026, 2, 18), owed, Money.Zero, owed), owed);
        return builder.Build(version: 1);
    }
}
