using System.Globalization;
using Microsoft.Playwright;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Meters;

namespace Strangler.Tests.Integration.Pages;

/// <summary>/usage/{contract} in a real browser.</summary>
public sealed class UsagePageTests(PostgresCluster cluster, ChromiumBrowser browser)
{
    [Fact]
    public async Task The_chart_shows_what_was_counted_and_grows_by_itself()
    {
        await using UsageStage stage = await UsageStage.CreateAsync(cluster);
        await stage.CountAsync(3_200);
        (IPage page, List<string> errors) = await ShowAsync(stage, stage.Key);

        await Assertions.Expect(page.Locator("#facts")).ToContainTextAsync("3,200 litros");
        await Assertions.Expect(page.Locator("#facts")).ToContainTextAsync("IVA incluido (3 m³)");
        ILocator bars = page.Locator("#chart rect");
        Assert.Equal(1, await bars.CountAsync());
        Assert.Equal(250, await HeightAsync(bars));
        Assert.EndsWith(": 3,200 L", await bars.First.Locator("title").TextContentAsync(), StringComparison.Ordinal);

        await stage.CountAsync(4_900);
        await Assertions.Expect(page.Locator("#facts")).ToContainTextAsync("4,900 litros", new() { Timeout = 30_000 });
        await page.SelectOptionAsync("#by", "hour");
        await Assertions.Expect(page.Locator("#chart rect title").Last).ToContainTextAsync(" L");

        // Nothing that its Content-Security-Policy forbids, and no fault of the script.
        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_a_good_key_it_says_so_and_draws_nothing()
    {
        await using UsageStage stage = await UsageStage.CreateAsync(cluster);
        await stage.CountAsync(3_200);

        (IPage page, _) = await ShowAsync(stage, "wrong");

        await Assertions.Expect(page.Locator("#note")).Not.ToBeEmptyAsync();
        Assert.Equal(0, await page.Locator("#chart rect").CountAsync());
        await page.Context.CloseAsync();
    }

    private async Task<(IPage Page, List<string> Errors)> ShowAsync(UsageStage stage, string key)
    {
        int contract = await stage.Meters.Imported.OneAsync<int>("""
            SELECT min(c.contract)::integer FROM meter_charge c WHERE problem IS NULL AND amount > 0
                AND 1 = (SELECT count(*) FROM meter_device d WHERE d.contract = c.contract AND until IS NULL)
            """);
        IPage page = await browser.OpenAsync(new Uri(
            stage.Gateway.Address, string.Create(CultureInfo.InvariantCulture, $"/usage/{contract}")));
        List<string> errors = [];
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Add(error);
        await page.FillAsync("#key", key);
        await page.ClickAsync("#show");
        return (page, errors);
    }

    private static async Task<double> HeightAsync(ILocator bars) =>
        double.Parse((await bars.First.GetAttributeAsync("height"))!, CultureInfo.InvariantCulture);
}
