using System.Text;
using Strangler.Core.Valves;
using Strangler.Meters.Mqtt;
using Strangler.Meters.Payloads;
using Strangler.Meters.Valves;

namespace Strangler.Tests.Unit.Valves;

/// <summary>What meters say of their valves, and what we say to them.</summary>
public sealed class ValveReaderTests
{
    private const string Ack = "aqua/v1/meters/m-1/valve/ack";
    private const string State = "aqua/v1/meters/m-1/valve/state";
    private const string Id = "0197c000-0000-7000-8000-000000000001";

    [Fact]
    public void Answers_and_states_are_read()
    {
        DateTimeOffset at = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(
            new ValveMessage.Answered("m-1", new ValveAck(
                Guid.Parse(Id), ValveAckResult.Done, ValveSetting.Restricted(200), at)),
            Read(Ack, $$"""
                {"id":"{{Id}}","result":"done","position":"restricted","litresPerDay":200,
                 "at":"2026-07-01T06:00:00-06:00","battery":3}
                """));
        Assert.Equal(
            new ValveMessage.Reported("m-1", new ValveReport(ValveSetting.Closed, null, at)),
            Read(State, """{"position":"closed","command":null,"at":"2026-07-01T12:00:00Z","device":"m-1"}"""));
    }

    [Theory]
    [InlineData(Ack, """{"id":"x","result":"done","at":"2026-07-01T12:00:00Z"}""", "WrongShape id")]
    [InlineData(Ack, """{"result":"done","at":"2026-07-01T12:00:00Z"}""", "MissingField id")]
    [InlineData(Ack, """{"id":"ID","result":"maybe","at":"2026-07-01T12:00:00Z"}""", "WrongShape result")]
    [InlineData(Ack, """{"id":"ID","result":"done"}""", "MissingField at")]
    [InlineData(Ack, """{"id":"ID","result":"done","at":"2026-07-01T12:00:00"}""", "BadInstant at")]
    [InlineData(Ack, """{"id":"ID","id":"ID","result":"done","at":"2026-07-01T12:00:00Z"}""", "BrokenJson ")]
    [InlineData(
        Ack, """{"id":"ID","result":"done","at":"2026-07-01T12:00:00Z","device":"m-2"}""", "WrongDevice device")]
    [InlineData(Ack, """{"id":"\ud800","result":"\ud800","at":"\ud800"}""", "BadUtf8 ")]
    [InlineData(Ack, "[]", "WrongShape payload")]
    [InlineData(Ack, """{"id":""", "BrokenJson ")]
    [InlineData(State, """{"at":"2026-07-01T12:00:00Z"}""", "MissingField position")]
    [InlineData(State, """{"position":"ajar","at":"2026-07-01T12:00:00Z"}""", "WrongShape position")]
    [InlineData(
        State, """{"position":"restricted","litresPerDay":0,"at":"2026-07-01T12:00:00Z"}""", "OutOfRange litresPerDay")]
    [InlineData("aqua/v1/meters/a/b/valve/ack", "{}", "UnknownTopic ")]
    [InlineData("aqua/v1/meters/valve/ack", "{}", "UnknownTopic ")]
    [InlineData("aqua/v1/meters//valve/ack", "{}", "BadDevice ")]
    [InlineData("aqua/v1/meters/m 1/valve/state", "{}", "BadDevice ")]
    [InlineData("aqua/v1/meters/m-1/readings", "{}", "UnknownTopic ")]
    public void What_cannot_be_right_is_named(string topic, string payload, string wrong)
    {
        ValveMessage.Unreadable bad = Assert.IsType<ValveMessage.Unreadable>(
            Read(topic, payload.Replace("ID", Id, StringComparison.Ordinal)));

        Assert.Equal(wrong, $"{bad.Reason} {bad.Detail}");
    }

    [Fact]
    public void Too_much_is_not_looked_into() => Assert.Equal(
        new ValveMessage.Unreadable(UnreadableReason.Oversize), Read(Ack, new string(' ', 4_097)));

    [Fact]
    public void Any_bytes_are_read_or_refused_and_never_throw()
    {
        Random random = new(20260701);
        byte[] whole = Encoding.UTF8.GetBytes(
            $$"""
            {"id":"{{Id}}","result":"done","position":"restricted","litresPerDay":200,"at":"2026-07-01T12:00:00Z"}
            """);
        int refused = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = [.. whole];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            ValveMessage read = ValveReader.Read(
                Encoding.UTF8.GetBytes(Ack), bytes.AsMemory(0, random.Next(bytes.Length + 1)));
            refused += read is ValveMessage.Unreadable ? 1 : 0;
        }

        Assert.InRange(refused, 10_000, 20_000);
    }

    [Fact]
    public void A_command_says_what_is_wanted_and_until_when()
    {
        DateTimeOffset now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
        ValveCommand command = new(
            Guid.Parse(Id), "m-1", 7, ValveSetting.Restricted(200), now.AddSeconds(90.7), ValveCommandState.Sent, 1, 0,
            now);

        MqttOutgoing message = ValveWire.Command(command, now)!;

        Assert.Equal("aqua/v1/meters/m-1/valve/command", message.Topic);
        Assert.Equal(TimeSpan.FromSeconds(90), message.Expiry);
        Assert.Equal(
            $$"""
            {"id":"{{Id}}","order":7,"position":"restricted","litresPerDay":200,"expires":"2026-07-01T12:01:30Z"}
            """,
            Encoding.UTF8.GetString(message.Payload.Span));
        Assert.Null(ValveWire.Command(command, now.AddSeconds(90)));
    }

    private static ValveMessage Read(string topic, string payload) =>
        ValveReader.Read(Encoding.UTF8.GetBytes(topic), Encoding.UTF8.GetBytes(payload));
}
