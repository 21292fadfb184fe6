namespace Shop
{
    public interface IStep
    {
        string Run(string name);
    }

    public sealed class Greeting : IStep
    {
        public string Run(string name) => "Hello, " + name;
    }
}
