using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;
using Xunit;

namespace Strangler.Tests.Unit.StandIn;

/// <summary>The extract of samples/extract, loaded once for all tests that share it.</summary>
public sealed class SampleBooks : IAsyncLifetime
{
    internal LegacyBooks Books { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        string folder = Path.Combine(RepositoryRoot(), "samples", "extract");
        Books = await LegacyBooks.LoadAsync(folder, null, TestContext.Current.CancellationToken);
    }

    /// <summary>The first contract, in order of tax id and number, that is as wanted.</summary>
    internal Contract First(Func<Contract, bool>? wanted = null) => Books.AllContracts().First(wanted ?? (_ => true));

    public ValueTask DisposeAsync()
    {
        Books.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Strangler.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
