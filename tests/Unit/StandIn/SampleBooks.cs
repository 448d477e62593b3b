using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn;

/// <summary>The extract of samples/extract, loaded once for all tests that share it.</summary>
public sealed class SampleBooks : IAsyncLifetime
{
    internal LegacyBooks Books { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        string folder = Path.Combine(Repository.Root, "samples", "extract");
        Books = await LegacyBooks.LoadAsync(folder, null, TestContext.Current.CancellationToken);
    }

    /// <summary>The first contract, in order of tax id and number, that is as wanted.</summary>
    internal Contract First(Func<Contract, bool>? wanted = null) => Books.AllContracts().First(wanted ?? (_ => true));

    public ValueTask DisposeAsync()
    {
        Books.Dispose();
        return ValueTask.CompletedTask;
    }
}
