using System.Xml.Linq;
using Strangler.Parity;

namespace Strangler.Tests.Unit.Parity;

/// <summary>
/// What holds of any answer. A failure names its seed; one seed always makes the same answer and the same changes.
/// </summary>
public sealed class JudgePropertyTests
{
    private const int Answers = 300;

    public static TheoryData<string> Changes => ["value", "remove", "add", "repeat", "move", "move item", "fill"];

    [Fact]
    public void An_answer_is_the_same_as_itself_however_it_is_written() => ForEachAnswer((answer, random) =>
        Assert.IsType<Verdict.Same>(Soap.Judged(
            new OtherWriting(random).Write(answer), new OtherWriting(random).Write(answer))));

    [Theory]
    [MemberData(nameof(Changes))]
    public void Every_single_change_is_found_from_either_side(string change)
    {
        int changed = 0;
        ForEachAnswer((answer, random) =>
        {
            string original = new OtherWriting(random).Write(answer);
            foreach (XElement other in Changed(answer, change, random))
            {
                string text = new OtherWriting(random).Write(other);
                var forth = Assert.IsType<Verdict.Different>(Soap.Judged(original, text));
                var back = Assert.IsType<Verdict.Different>(Soap.Judged(text, original));
                Assert.Equal(forth.MoneyDelta, back.MoneyDelta);
                Assert.Equal(forth.Differences.Count, back.Differences.Count);
                changed++;
            }
        });
        Assert.True(changed > Answers, $"Only {changed} changes were tried.");
    }

    [Fact]
    public void One_changed_value_is_one_difference_at_its_place() => ForEachAnswer((answer, random) =>
    {
        foreach (XElement leaf in answer.Descendants().Where(element => !element.HasElements).ToList())
        {
            if (leaf.Ancestors("bag").Any())
            {
                continue;
            }

            string before = leaf.Value;
            string original = new OtherWriting(random).Write(answer);
            leaf.Value = new AnswerMaker(random).Other(leaf) + (leaf.Name.LocalName == "open" ? "" : "9");
            var verdict = Assert.IsType<Verdict.Different>(
                Soap.Judged(original, new OtherWriting(random).Write(answer)));
            leaf.Value = before;
            Assert.Equal(PathOf(leaf), Assert.Single(verdict.Differences).Path);
        }
    });

    private static void ForEachAnswer(Action<XElement, Random> test)
    {
        for (int seed = 1; seed <= Answers; seed++)
        {
            Random random = new(seed);
            XElement answer = new AnswerMaker(random).Make();
            try
            {
                test(answer, random);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed}: {answer}", failure);
            }
        }
    }

    /// <summary>The answer with that change, at each place where it can be made.</summary>
    private static IEnumerable<XElement> Changed(XElement answer, string change, Random random)
    {
        int places = answer.Descendants().Count();
        AnswerMaker maker = new(random);
        for (int place = 0; place < places; place++)
        {
            XElement copy = new(answer);
            if (Change(copy.Descendants().ElementAt(place), change, maker))
            {
                yield return copy;
            }
        }
    }

    private static bool Change(XElement at, string change, AnswerMaker maker)
    {
        XElement? next = at.ElementsAfterSelf().FirstOrDefault();
        switch (change)
        {
            case "value" when !at.HasElements:
                at.Value = maker.Other(at) + (at.Name.LocalName == "open" ? "" : "9");
                return true;
            case "remove":
                at.Remove();
                return true;
            case "add":
                at.AddBeforeSelf(new XElement("unknown", "x"));
                return true;
            case "repeat":
                at.AddAfterSelf(new XElement(at));
                return true;
            case "move" when next is not null && next.Name != at.Name:
            case "move item" when next is not null && next.Name == at.Name && at.Name.LocalName is "item" or "line":
                next!.Remove();
                at.AddBeforeSelf(next);
                return true;
            case "fill" when !at.HasElements:
                at.Add(new XElement("inner", ""));
                return true;
            default:
                return false;
        }
    }

    private static string PathOf(XElement leaf) => string.Join('/', leaf.AncestorsAndSelf().Reverse().Skip(1).Select(
        step => step.Name.LocalName is "item" or "bag" or "line"
            ? $"{step.Name}[{step.ElementsBeforeSelf(step.Name).Count() + 1}]"
            : step.Name.LocalName));
}
