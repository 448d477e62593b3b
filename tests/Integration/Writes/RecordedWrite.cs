using System.Security.Cryptography;
using System.Text;
using Strangler.Core.Identity;
using Strangler.Postgres;
using Strangler.Postgres.Writes;

namespace Strangler.Tests.Integration.Writes;

/// <summary>A write as a gateway would have kept it.</summary>
internal static class RecordedWrite
{
    public const string Pay = "InterfazGenericaGestionDeudaWS.cobrarReferencia";

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<WriteTurn> BeginAsync(
        Database database, string name, bool isNative = false, long routes = 1, string operation = Pay) =>
        new WriteStore(database).BeginAsync(
            new NewWrite(
                operation, Hash(name), Hash(name), isNative, routes, null, new ContractNumber(7), new Money(1_23),
                Lease, "test"),
            Cancellation);

    /// <summary>Legacy was asked, and gave no answer in time.</summary>
    public static async Task<long> LoseAsync(Database database, string name)
    {
        WriteStore store = new(database);
        WriteTurn.Mine mine = Assert.IsType<WriteTurn.Mine>(await BeginAsync(database, name));
        Assert.True(await store.DispatchAsync(mine, null, Lease, Cancellation));
        await store.LoseAsync(mine, "timeout", Cancellation);
        return mine.Id;
    }

    private static byte[] Hash(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));
}
