using Npgsql;
using Strangler.Postgres.Parity;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>What customers read off their meters: kept once, by one side, and read back.</summary>
public sealed class NativeSelfReadingTests(StranglingStage stage) : IClassFixture<StranglingStage>, IAsyncLifetime
{
    private const string Portal = "solicitudIntroduccionLectura";
    private const string Telephone = "solicitudIntroduccionLecturaIVR";
    private static readonly SampleCustomer Customer = SampleCustomer.All[3];
    private static readonly SampleCustomer Another = SampleCustomer.All[4];
    private readonly ShadowStage _shadow = new(stage);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _shadow.ForgetAsync();
        await ExecuteAsync("TRUNCATE native_self_reading, import_quarantine");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_reading_sent_natively_is_answered_and_read_back_as_legacy_does()
    {
        await stage.RouteAsync("native");
        await using RunningGateway gateway = await stage.StartGatewayAsync();
        OperationCall[] calls =
        [
            Sending(Portal, Customer, "<lecturaContador1>1234</lecturaContador1><fechaActual>2026-03-05</fechaActual>"),
            Sending(
                Telephone, Customer,
                "<lecturaContador1>0</lecturaContador1><lecturaContador2>7</lecturaContador2>"
                + "<fechaActual>6/5/2026</fechaActual>"),
            Sending(Portal, Customer, "<lecturaContador1>-5</lecturaContador1><fechaActual>no day</fechaActual>"),
            Sending(Telephone, Customer, "<lecturaContador2/><fechaActual>20240101T10:00:00</fechaActual>"),
        ];
        foreach (OperationCall call in calls)
        {
            ExplainedAnswer expected = await call.AskAsync(stage.Legacy);
            ExplainedAnswer actual = await call.AskAsync(gateway.Address);
            Assert.Equal((expected.Seen, "native"), (actual.Seen, actual.Explanation?.By));
            Assert.Contains("<codigoError>0</codigoError>", actual.Text, StringComparison.Ordinal);
        }

        ExplainedAnswer kept = await Reading(Customer).AskAsync(stage.Legacy);
        ExplainedAnswer read = await Reading(Customer).AskAsync(gateway.Address);
        Assert.Equal((kept.Seen, "native"), (read.Seen, read.Explanation?.By));
        Assert.Equal(4, read.Text.Split("AUTOLECTURA").Length - 1);
    }

    [Fact]
    public async Task The_same_reading_again_by_portal_or_telephone_at_once_or_later_is_one()
    {
        NativeDesk native = await NativeDesk.OpenAsync(stage.Database);
        const string Said = "<lecturaContador1>88</lecturaContador1><fechaActual>2026-03-05</fechaActual>";
        string[] answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number =>
            native.AskAsync(Sending(number % 2 == 0 ? Portal : Telephone, Customer, Said))));
        await native.AskAsync(Sending(
            Portal, Customer, "<lecturaContador1> +088 </lecturaContador1><fechaActual>5/3/2026</fechaActual>"));

        Assert.All(answers, answer => Assert.Contains(
            "<codigoError>0</codigoError>", answer, StringComparison.Ordinal));
        Assert.Equal(1, await CountAsync());

        await native.AskAsync(Sending(Portal, Customer, Said + "<lecturaContador2>1</lecturaContador2>"));
        await native.AskAsync(Sending(Portal, Another, Said));
        Assert.Equal(3, await CountAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<numeroContrato/>")]
    [InlineData("<numeroContrato>-1</numeroContrato>")]
    [InlineData("<numeroContrato>7</numeroContrato>")]
    public async Task Of_a_contract_that_is_none_nothing_is_kept_and_the_answer_is_that_of_legacy(string contract)
    {
        NativeDesk native = await NativeDesk.OpenAsync(stage.Database);
        foreach (string operation in (string[])[Portal, Telephone])
        {
            OperationCall call = new(
                OperationCall.Contracts, operation, contract + "<lecturaContador1>1</lecturaContador1>");
            string answer = await native.AskAsync(call);
            Assert.Equal((await call.AskAsync(stage.Legacy)).Text, answer);
            Assert.Contains("<codigoError>-501</codigoError>", answer, StringComparison.Ordinal);
        }

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Shadowed_legacy_takes_it_and_native_only_rehearses()
    {
        await stage.RouteAsync("shadow");
        await using RunningGateway gateway = await stage.StartGatewayAsync("--Shadow:NoiseShare=0");
        ExplainedAnswer answer = await Sending(
            Portal, Another, "<lecturaContador1>4321</lecturaContador1><fechaActual>2026-03-05</fechaActual>")
            .AskAsync(gateway.Address);

        Assert.Equal((200, "legacy"), (answer.Status, answer.Explanation?.By));
        await _shadow.BecomesAsync(CallOutcome.Same, 1);
        Assert.Equal(0, await CountAsync());
        Assert.Contains(
            "<m3>4321</m3>", (await Reading(Another).AskAsync(stage.Legacy)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_native_cannot_take_is_refused_and_never_given_to_legacy_while_a_query_is()
    {
        await stage.RouteAsync("native");
        await using RunningGateway gateway = await stage.StartGatewayAsync();
        await ExecuteAsync(
            "INSERT INTO import_quarantine (file, line, imported_table, reason, contract)"
            + $" VALUES ('a test', 1, 'reading', 'a test', {Another.Contract})");
        string before = (await Reading(Another).AskAsync(stage.Legacy)).Text;

        ExplainedAnswer refused = await Sending(Portal, Another, "<lecturaContador1>55</lecturaContador1>")
            .AskAsync(gateway.Address);
        ExplainedAnswer asked = await Reading(Another).AskAsync(gateway.Address);

        Assert.Equal(500, refused.Status);
        Assert.Contains("<faultstring>", refused.Text, StringComparison.Ordinal);
        Assert.Equal((before, "legacy"), (asked.Text, asked.Explanation?.By));
        Assert.Equal(0, await CountAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<explotacion>1</explotacion>")]
    public async Task Concepts_of_a_service_area_have_no_group_and_go_where_all_groups_go(string area)
    {
        OperationCall call = new(OperationCall.Readings, "getConceptos", area);
        ExplainedAnswer expected = await call.AskAsync(stage.Legacy);
        foreach ((string? group, string by) in new[] { (null, "native"), ((string?)"1/M08", "legacy") })
        {
            await stage.RouteAsync("native", group);
            await using RunningGateway gateway = await stage.StartGatewayAsync();
            ExplainedAnswer actual = await call.AskAsync(gateway.Address);
            Assert.Equal((expected.Seen, by), (actual.Seen, actual.Explanation?.By ?? "legacy"));
        }
    }

    private static OperationCall Sending(string operation, SampleCustomer customer, string fields) => new(
        OperationCall.Contracts, operation, $"<numeroContrato>{customer.Contract}</numeroContrato>{fields}");

    private static OperationCall Reading(SampleCustomer customer) => new(
        OperationCall.Readings, "getLecturas",
        $"<explotacion>{customer.Group.Split('/')[0]}</explotacion><contrato>{customer.Contract}</contrato>");

    private async Task<long> CountAsync()
    {
        await using NpgsqlCommand command = stage.Database.Command("SELECT count(*) FROM native_self_reading");
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlCommand command = stage.Database.Command(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
