using Strangler.AquaCis.Security;
using Strangler.Core.Accounts;
using Strangler.Gateway.Native.Accounts;

namespace Strangler.Tests.Unit.Native;

public sealed class PasswordTests
{
    private readonly MovingClock _clock = new();

    [Fact]
    public void Only_the_same_password_matches_and_equal_ones_are_kept_differently()
    {
        PasswordHash one = Accounts.Of("a", "correct horse").Password;
        PasswordHash other = Accounts.Of("a", "correct horse", salt: 2).Password;

        Assert.True(one.Matches("correct horse") && other.Matches("correct horse"));
        Assert.False(one.Matches("Correct horse") || one.Matches("correct horse ") || one.Matches(""));
        Assert.False(one.Hash.Span.SequenceEqual(other.Hash.Span));
    }

    /// <summary>The second vector of a published set for PBKDF2 over SHA-512 (password, salt, 2 rounds).</summary>
    [Fact]
    public void The_hash_is_PBKDF2_over_SHA_512() => Assert.Equal(
        "E1D9C16AA681708A45F5C7C4E215CEB66E011A2E9F0040713F18AEFDB866D53C",
        Convert.ToHexString(PasswordHash.Of("password", "salt"u8.ToArray(), iterations: 2).Hash.Span));

    [Theory]
    [InlineData("", "long enough")]
    [InlineData(" padded", "long enough")]
    [InlineData("with\nbreak", "long enough")]
    [InlineData("name", "short")]
    [InlineData("name", "with\tcontrol")]
    public void A_name_or_password_that_no_token_could_carry_well_is_refused(string name, string password)
    {
        string reason = Account.WhyNot(name, password)!;

        Assert.NotNull(reason);
        Assert.True(password.Length == 0 || !reason.Contains(password, StringComparison.Ordinal));
        Assert.Null(Account.WhyNot("name", "long enough"));
    }

    [Fact]
    public void What_a_password_turned_out_to_be_is_remembered_for_a_while()
    {
        PasswordMemory memory = new(_clock, TimeSpan.FromMinutes(5));
        UInt128 question = memory.Question(new UsernameToken("a", "pass"), Accounts.Of("a", "pass"));

        Assert.Null(memory.Recall(question));
        memory.Remember(question, right: true);
        _clock.Pass(TimeSpan.FromMinutes(4));
        Assert.True(memory.Recall(question));
        _clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Null(memory.Recall(question));
    }

    [Fact]
    public void Another_name_password_or_account_is_another_question()
    {
        PasswordMemory memory = new(_clock, TimeSpan.FromMinutes(5));
        Account account = Accounts.Of("a", "pass");
        UInt128[] questions =
        [
            memory.Question(new UsernameToken("a", "pass"), account),
            memory.Question(new UsernameToken("ap", "ass"), account),
            memory.Question(new UsernameToken("a", "pasS"), account),
            memory.Question(new UsernameToken("a", "pass"), null),
            memory.Question(new UsernameToken("a", "pass"), Accounts.Of("a", "pass", salt: 2)),
            new PasswordMemory(_clock, TimeSpan.FromMinutes(5)).Question(new UsernameToken("a", "pass"), account),
        ];

        Assert.Equal(questions.Length, questions.Distinct().Count());
        Assert.Equal(questions[0], memory.Question(new UsernameToken("a", "pass"), account));
    }

    [Fact]
    public void Memory_has_a_limit()
    {
        PasswordMemory memory = new(_clock, TimeSpan.FromMinutes(5));
        for (int entry = 0; entry <= PasswordMemory.EntryLimit; entry++)
        {
            memory.Remember((UInt128)entry, right: false);
        }

        Assert.Null(memory.Recall(0));
        Assert.False(memory.Recall((UInt128)PasswordMemory.EntryLimit));
    }
}
