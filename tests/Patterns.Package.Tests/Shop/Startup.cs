namespace Shop
{
    public sealed class App
    {
        public App UseAuthentication() => this;

        public App UseExceptionHandler() => this;
    }

    public static class Startup
    {
        public static void Configure(App app)
        {
            app.UseAuthentication();
            app.UseExceptionHandler();
        }
    }
}
