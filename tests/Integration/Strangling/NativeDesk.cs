using System.Buffers;
using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Extract;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation;
using Strangler.Core.Debts;
using Strangler.Postgres;
using Strangler.Postgres.Debts;
using Strangler.Postgres.Records;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>
/// The native core itself, without routes before it: it is asked also what a gateway would never ask it.
/// </summary>
internal sealed class NativeDesk
{
    private readonly DebtBook _book;
    private readonly UtilityRecords _records;

    private NativeDesk(DebtBook book, UtilityRecords records) => (_book, _records) = (book, records);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<NativeDesk> OpenAsync(Database database) =>
        new(
            await new DebtBookLoader(database).LoadAsync(Cancellation),
            new UtilityRecords(database, TimeProvider.System));

    /// <summary>The reply, or in brackets why there was none.</summary>
    public async Task<string> AskAsync(OperationCall call, bool isRehearsal = false)
    {
        ServiceContract service = ContractCatalog.AquaCis.FindService(call.Service)!;
        SoapRequest request = await SoapRequestReader.ReadAsync(
            Encoding.UTF8.GetBytes(call.Envelope), "text/xml", service, Cancellation);
        ArrayBufferWriter<byte> output = new();
        NativeCall asked = new(
            request.Operation, request.Body, _book, _records, UtilityTime.Today(TimeProvider.System), output,
            Cancellation)
        {
            IsRehearsal = isRehearsal,
        };
        return await NativeOperations.AnswerAsync(asked) is NativeOutcome.Unanswered unanswered
            ? $"[{unanswered.Reason}]"
            : Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
