using Microsoft.Playwright;
using Strangler.Tests.Integration.Pages;
using Strangler.Tests.Integration.Product;

[assembly: AssemblyFixture(typeof(ChromiumBrowser))]

namespace Strangler.Tests.Integration.Pages;

/// <summary>The browser of the test run, Debian's own, started by the first test that needs it.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private readonly SemaphoreSlim _one = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A page as of a visitor who was never here; dispose of its context.</summary>
    internal async Task<IPage> OpenAsync(Uri address)
    {
        Prerequisite.Require(File.Exists(Program), "chromium is missing: sudo apt-get install chromium");
        IBrowser browser = await StartedAsync();
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions
        {
            Locale = "es-MX",
            TimezoneId = "America/Mexico_City",
        });
        await page.GotoAsync(address.ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _one.Dispose();
    }

    private async Task<IBrowser> StartedAsync()
    {
        await _one.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Program,
                // As root, and in most containers, chromium has no sandbox.
                Args = ["--no-sandbox"],
            });
        }
        finally
        {
            _one.Release();
        }
    }
}
