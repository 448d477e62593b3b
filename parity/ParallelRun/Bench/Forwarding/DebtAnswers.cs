using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation.Debts;
using Strangler.Core.Debts;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>
/// What legacy would answer about the contracts that the load asks for: the same as native, so that the shadow finds
/// them the same, as it does in good times. One line for each, the number, a space, base64.
/// </summary>
internal static class DebtAnswers
{
    private const string ServiceName = "InterfazGenericaGestionDeudaWS";

    public static async Task WriteAsync(
        string file, DebtBook book, IEnumerable<int> contracts, CancellationToken cancellation)
    {
        await using StreamWriter lines = new(file);
        foreach (int contract in contracts)
        {
            byte[] answer = await AnswerAsync(book, contract, cancellation);
            await lines.WriteLineAsync($"{contract} {Convert.ToBase64String(answer)}");
        }
    }

    public static FrozenDictionary<int, byte[]> Read(string? file) => file is null
        ? FrozenDictionary<int, byte[]>.Empty
        : File.ReadLines(file).Select(line => line.Split(' ')).ToFrozenDictionary(
            parts => int.Parse(parts[0], CultureInfo.InvariantCulture), parts => Convert.FromBase64String(parts[1]));

    private static async Task<byte[]> AnswerAsync(DebtBook book, int contract, CancellationToken cancellation)
    {
        ServiceContract service = ContractCatalog.AquaCis.FindService(ServiceName)!;
        SoapRequest request = await SoapRequestReader.ReadAsync(
            Encoding.UTF8.GetBytes(BenchTraffic.RequestFor(contract)), BenchTraffic.ContentType, service,
            cancellation);
        ArrayBufferWriter<byte> answer = new();
        DebtQueries.Write(
            answer, ContractCatalog.AquaCis.Find(ServiceName, "getDeuda"), request.Body, book,
            BenchDatabase.Today, cancellation);
        return answer.WrittenSpan.ToArray();
    }
}
